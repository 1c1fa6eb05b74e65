import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const PACKAGE = { name: 'leaky-connector', version: '1.0.0', main: 'index.js', flow: { service: 'leaky' } }

const CONNECTION = {
  name: 'leaky-login',
  version: 'v1',
  label: 'Leaky login',
  auth_type: 'basic',
  input: {
    type: 'object',
    title: 'Leaky login',
    format: 'table',
    properties: {
      url: { type: 'string', title: 'Server URL', description: 'Where it is', minLength: 1, propertyOrder: 1 },
      user: { type: 'string', title: 'User', description: 'Who it is', minLength: 1, propertyOrder: 2 },
      password: {
        type: 'string',
        title: 'Password',
        description: 'What nobody may see',
        format: 'password',
        minLength: 1,
        propertyOrder: 3,
      },
      mood: {
        type: 'string',
        title: 'Mood',
        description: 'How it answers',
        enum: ['good', 'refuse', 'throw', 'exit'],
        default: 'good',
        propertyOrder: 4,
      },
    },
  },
  output: { type: 'object', properties: { handle: { type: 'object', title: 'handle' } } },
}

/** Says the secret aloud in every way a careless author could, and then refuses in every way as well. */
const CODE = `'use strict'
const shout = input => {
  const log = require('ptc-flow-sdk').getLogger('leaky')
  const basic = Buffer.from(input.user + ':' + input.password).toString('base64')
  const said = [input.password, basic, encodeURIComponent(input.password), JSON.stringify(input)]
  for (const text of said) {
    console.log(text)
    console.error(text)
    log.info(text)
    log.error({ text })
  }
  return said.join(' ')
}
const QUIET = false
module.exports = {
  connect(input, output) {
    shout(input)
    output(null, { handle: { url: input.url, user: input.user, password: input.password } })
  },
  validate(input, options, output) {
    const said = QUIET ? '' : shout(input)
    if (input.mood === 'refuse') return output(new Error('The server refused ' + said))
    if (input.mood === 'throw') throw new Error('Broken at ' + said)
    if (input.mood === 'exit') process.exit(3)
    if (input.mood === 'hang') return
    output(null, { echoed: said })
  },
}
`

/** Writes the connector `leaky` (type `leaky-login`) into a folder of connectors. `quiet`: its validate says nothing. */
export async function writeLeakyConnector(connectors: string, { quiet = false } = {}): Promise<void> {
  const root = join(connectors, 'leaky')
  const folder = join(root, 'auth', 'connection', 'login', 'v1')
  await mkdir(folder, { recursive: true })
  await writeFile(join(root, 'package.json'), JSON.stringify(PACKAGE))
  await writeFile(join(root, 'index.js'), "module.exports = new (require('ptc-flow-sdk').Connector)(__dirname)\n")
  await writeFile(join(folder, 'connection.json'), JSON.stringify(CONNECTION, null, 2))
  await writeFile(join(folder, 'index.js'), quiet ? CODE.replace('QUIET = false', 'QUIET = true') : CODE)
}
