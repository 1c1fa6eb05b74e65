import type { FolderContent } from '../write-new-folder.ts'
import { jsonText } from './json-text.ts'
import { schemaPath } from './schema-path.ts'

interface ConnectionTemplate {
  name: string
  version: string
  title: string
  service: string
  /** 32 hexadecimal digits. */
  uid: string
  now: Date
  /** Which kind of access its fields are for, the fields and the code; absent: user name and password. */
  written?: { authType: string; properties: object; code: string }
}

/** A connection type with the three fields most services ask for, and a check that cannot pass until it is written. */
export function connectionTemplate(options: ConnectionTemplate): FolderContent {
  return { 'connection.json': jsonText(connectionDocument(options)), 'index.js': options.written?.code ?? CODE }
}

function connectionDocument({ name, version, title, service, uid, now, written }: ConnectionTemplate): object {
  return {
    $schema: schemaPath('connection', 4),
    name,
    uid,
    version,
    label: title,
    icon: service,
    usage: '',
    tags: [],
    published: true,
    deleted_at: null,
    development_phase: 'gold',
    advanced_enabled: true,
    express_enabled: true,
    __v: 0,
    created_at: now.toISOString(),
    updated_at: now.toISOString(),
    auth_type: written?.authType ?? 'basic',
    input: {
      type: 'object',
      title,
      format: 'table',
      properties: written?.properties ?? PROPERTIES,
    },
    output: { type: 'object', properties: { handle: { type: 'object', title: 'handle' } } },
  }
}

const PROPERTIES = {
  url: {
    type: 'string',
    title: 'Server URL',
    description: 'For example https://server.example.com',
    minLength: 1,
    propertyOrder: 1,
  },
  username: {
    type: 'string',
    title: 'User Name',
    description: 'The name you sign in with',
    minLength: 1,
    propertyOrder: 2,
  },
  password: {
    type: 'string',
    title: 'Password',
    description: 'The password of this user',
    format: 'password',
    minLength: 1,
    propertyOrder: 3,
  },
}

const CODE = `'use strict'

module.exports = {
  // Turns what was typed into the handle that actions get.
  connect: function (input, output) {
    output(null, { handle: { url: input.url, username: input.username, password: input.password } })
  },

  // Tries what was typed. Good: output(null, true). Not good: output(new Error('words for the person who typed it')).
  validate: async function (input, options, output) {
    output(new Error('validate is not written yet'))
  },
}
`
