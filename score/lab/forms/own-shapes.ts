import type { Json, JsonObject } from '#shared/json.ts'

const text = (title: string, more: JsonObject = {}): JsonObject => ({
  type: 'string',
  title,
  description: `The ${title.toLowerCase()} of the account, as its owner knows it.`,
  ...more,
})
const secret = (title: string) => text(title, { format: 'password', minLength: 1 })
const group = (title: string, properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  title,
  properties,
  ...more,
})

const ACCOUNT: JsonObject = {
  host: text('Host', { format: 'hostname', minLength: 1 }),
  port: { type: 'integer', title: 'Port', default: 443, minimum: 1, maximum: 65535 },
  user: text('User', { minLength: 1 }),
  key: secret('Key'),
  proxy: group('Proxy', { address: text('Address', { format: 'url' }), open: { type: 'boolean', title: 'Open' } }),
  headers: {
    type: 'array',
    title: 'Headers',
    format: 'table',
    items: group('Header', { name: text('Name', { minLength: 1 }), value: text('Value') }),
  },
}

const LAYOUT_WORDS = [
  'normal',
  'table',
  'vertical',
  'grid',
  'grid-strict',
  'horizontal',
  'categories',
  'tabs',
  'tabs-top',
]

const layouts = Object.fromEntries(
  LAYOUT_WORDS.map(format => [`layout-${format}`, group(`Laid out as ${format}`, ACCOUNT, { format })]),
)

const branch = (title: string, properties: JsonObject): JsonObject => ({ type: 'object', title, properties })

/** A union whose branches are told apart by `tag`, or by nothing. */
function union(word: 'oneOf' | 'anyOf', tag?: (name: string) => JsonObject): JsonObject {
  const branches: [string, JsonObject][] = [
    ['User and password', { user: text('User', { minLength: 1 }), pass: secret('Password') }],
    ['Access token', { token: secret('Token') }],
    ['Service account', { json: secret('Key file'), region: text('Region', { enum: ['eu', 'us'] }) }],
  ]
  const made = branches.map(([title, properties]) =>
    branch(title, tag ? { kind: tag(title), ...properties } : properties),
  )
  return { type: 'object', title: 'Sign in with', [word]: made as Json }
}

const inForm = (title: string, auth: JsonObject): JsonObject =>
  group(title, { url: text('Address', { format: 'url' }), auth })

const WITH_CONDITIONS: JsonObject = {
  mode: text('Mode', { enum: ['basic', 'token'], default: 'basic' }),
  user: text('User', { options: { dependencies: { mode: 'basic' } } }),
  token: text('Token', { format: 'password', visible_when: { field: 'mode', equals: 'token' } }),
  extra: { type: 'boolean', title: 'Show more' },
  note: text('Note', { displayOptions: { show: { extra: [true] } } }),
}

/** One form for each layout word, each kind of union and each spelling of a condition. */
export const OWN_SHAPES: Record<string, JsonObject> = {
  ...layouts,
  'union-untagged': inForm('Untagged', union('oneOf')),
  'union-any-of': inForm('Any of', union('anyOf')),
  'union-const': inForm(
    'Told by a constant',
    union('oneOf', name => ({ type: 'string', const: name })),
  ),
  'union-enum': inForm(
    'Told by one choice',
    union('oneOf', name => ({ type: 'string', enum: [name] })),
  ),
  'union-hidden': inForm(
    'Told by a hidden default',
    union('oneOf', name => ({ type: 'string', default: name, options: { hidden: true } })),
  ),
  'union-root': { ...union('oneOf'), title: 'The whole form', properties: { url: text('Address', { format: 'url' }) } },
  'union-nested': inForm('Nested', {
    title: 'Way',
    type: 'object',
    oneOf: [branch('Direct', { auth: union('oneOf') }), branch('Through a tunnel', { tunnel: text('Tunnel') })],
  }),
  'union-in-list': group('In a list', {
    url: text('Address'),
    accounts: { type: 'array', title: 'Accounts', items: union('oneOf') },
  }),
  'conditions-by-field': group('Conditions of fields', WITH_CONDITIONS),
  'conditions-if-then': {
    ...group('If and then', { way: text('Way', { enum: ['key', 'none'] }) }),
    allOf: [
      {
        if: { properties: { way: { const: 'key' } } },
        // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
        then: { properties: { key: secret('Key') }, required: ['key'] },
      },
    ],
  },
  'conditions-dependent': {
    ...group('Dependent', { user: text('User'), pass: secret('Password') }),
    dependencies: { user: { properties: { realm: text('Realm', { minLength: 1 }) } } },
  },
  sections: {
    ...group('Sections', {
      url: text('Address', { format: 'url', minLength: 1 }),
      key: { ...secret('Key'), group: 'auth' },
      retries: { type: 'integer', title: 'Retries', advanced: true, default: 3 },
    }),
    groups: [{ id: 'auth', title: 'Sign in' }],
  },
}
