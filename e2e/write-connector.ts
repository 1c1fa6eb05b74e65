import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

interface ConnectionSource {
  /** Everything under `input` of connection.json. */
  input: object
  /** The text of index.js. */
  code?: string
}

const PLAIN_CODE = `module.exports = {
  connect: (input, output) => output(null, { handle: input }),
  validate: (input, options, output) => output(null, true),
}
`

/** Puts a connector into the data folder of a running app, as `flow-deploy connector` would leave it. */
export async function writeConnector(home: string, service: string, connections: Record<string, ConnectionSource>) {
  const root = join(home, 'connectors', service)
  await mkdir(root, { recursive: true })
  for (const [name, source] of Object.entries(connections)) {
    const folder = join(root, 'auth', 'connection', `${service}-${name}`, 'v1')
    await mkdir(folder, { recursive: true })
    const document = {
      name: `${service}-${name}`,
      version: 'v1',
      label: name,
      published: true,
      input: source.input,
      output: OUTPUT,
    }
    await writeFile(join(folder, 'index.js'), source.code ?? PLAIN_CODE)
    await writeFile(join(folder, 'connection.json'), JSON.stringify(document, null, 2))
  }
  await writeFile(join(root, 'index.js'), "module.exports = new (require('ptc-flow-sdk').Connector)(__dirname)\n")
  await writeFile(
    join(root, 'package.json'),
    JSON.stringify({ name: service, version: '1.0.0', main: 'index.js', flow: { service } }),
  )
}

const OUTPUT = { type: 'object', properties: { handle: { type: 'object' } } }

/** Address, and whatever else a test needs, as a form schema. */
export function formSchema(title: string, properties: object, more: object = {}): object {
  return { type: 'object', title, format: 'table', properties, ...more }
}
