import { describe, expect, it } from 'vitest'
import { compile } from '#schema/compile.ts'
import { repairTags } from '#schema/repair-tags.ts'
import type { JsonObject } from '#shared/json.ts'
import type { FillState } from './plan-fill.ts'
import { takeBoxPaste, takePaste } from './take-paste.ts'

const text = (title: string, more: JsonObject = {}): JsonObject => ({ type: 'string', title, ...more })
const url = (title: string, more: JsonObject = {}) => text(title, { format: 'url', ...more })
const secret = (title: string, more: JsonObject = {}) => text(title, { format: 'password', ...more })
const group = (title: string, properties: JsonObject): JsonObject => ({ type: 'object', title, properties })

const FORMS: Record<string, JsonObject> = {
  shop: { url: url('Server URL'), username: text('User name'), password: secret('Password') },
  api: {
    address: url('Address'),
    api_key: secret('API key'),
    region: text('Region', { enum: ['eu-west', 'us-east'], options: { enum_titles: ['Europe', 'America'] } }),
  },
  database: {
    host: text('Host'),
    port: { type: 'integer', title: 'Port', default: 5432, maximum: 65535 },
    dbname: text('Database'),
    user: text('User'),
    password: secret('Password'),
    ssl: { type: 'boolean', title: 'Use SSL' },
  },
  whole: { connection_string: secret('Connection string'), schema: text('Schema') },
  aws: {
    aws_access_key_id: secret('Access key ID'),
    secret_access_key: secret('Secret access key'),
    region: text('Region'),
  },
  google: { project_id: text('Project ID'), credentials_json: secret('Service account JSON', { multiline: true }) },
  azure: { account_name: text('Account name'), account_key: secret('Account key') },
  bus: { endpoint: text('Endpoint'), key_name: text('Shared access key name'), key: secret('Shared access key') },
  oauth: { token_url: url('Token URL'), client_id: text('Client ID'), client_secret: secret('Client secret') },
  mail: { url: url('Site URL'), email: text('E-mail', { format: 'email' }), api_token: secret('API token') },
  tunnel: { host: text('Host'), tunnel: group('SSH tunnel', { host: text('Host'), user: text('User') }) },
  twins: { main_secret: secret('Main secret'), other_secret: secret('Other secret'), url: url('URL') },
  extras: {
    url: url('URL'),
    scopes: { type: 'array', title: 'Scopes', items: { type: 'string' } },
    headers: { type: 'object', title: 'Headers', additionalProperties: { type: 'string' } },
    quiet: text('Quiet', { options: { hidden: true } }),
  },
  subdomain: { subdomain: text('Domain', { suffix: '.example.com' }), token: secret('Token') },
  sign: {
    base_url: url('Base URL'),
    auth: {
      type: 'object',
      title: 'Sign in with',
      oneOf: [
        {
          title: 'User and password',
          properties: { user: text('User', { minLength: 1 }), secret: secret('Password', { minLength: 1 }) },
        },
        { title: 'Access token', properties: { token: secret('Token', { minLength: 1 }) } },
        {
          title: 'OAuth client',
          properties: {
            client_id: text('Client ID'),
            client_secret: secret('Client secret'),
            scope: text('Scope', { default: 'read' }),
          },
        },
      ],
    },
  },
  tagged: {
    auth: {
      type: 'object',
      title: 'Auth',
      oneOf: [
        { title: 'Key', properties: { type: { type: 'string', const: 'key' }, value: secret('Value') } },
        { title: 'Bearer', properties: { type: { type: 'string', const: 'bearer' }, value: secret('Value') } },
      ],
    },
    host: text('Host'),
  },
  carried: {
    url: url('Server URL', { default: 'http://127.0.0.1:4701' }),
    app_key: secret('App key'),
    sending: group('Sending', {
      place: text('Place', { enum: ['header', 'query'], default: 'header' }),
      header_name: text('Header name', { default: 'X-App-Key', options: { dependencies: { place: 'header' } } }),
      query_name: text('Query name', { default: 'appKey', options: { dependencies: { place: 'query' } } }),
    }),
  },
}

const TAG = 'x-branch'
/** As a new form starts: every union on its first branch. */
const FIRST: Record<string, JsonObject> = { sign: { auth: { [TAG]: 'user-and-password' } } }

function state(form: string, values: JsonObject = {}, more: Partial<FillState> = {}): FillState {
  const source = { type: 'object', title: 'Form', properties: FORMS[form] ?? {} }
  const compiled = compile(source, { texts: { service: 'demo', chain: ['en'], bundles: {} }, profile: 'installed' })
  return {
    form: compiled,
    values: repairTags(compiled, { ...FIRST[form], ...values }),
    kept: new Set(),
    isStored: false,
    ...more,
  }
}

describe('a pasted text fills', () => {
  it.each<[what: string, form: string, text: string, values: JsonObject, start?: JsonObject]>([
    [
      'address, user and password of a curl line',
      'shop',
      'curl https://s.example.com/ -u ana:pw',
      { url: 'https://s.example.com', username: 'ana', password: 'pw' },
    ],
    [
      '.env names behind a prefix',
      'shop',
      'SHOP_URL=https://s\nSHOP_USER=ana\nSHOP_PASSWORD=pw',
      { url: 'https://s', username: 'ana', password: 'pw' },
    ],
    [
      'names from a note',
      'shop',
      'Server URL: https://s\nLogin: ana\nPwd: pw',
      { url: 'https://s', username: 'ana', password: 'pw' },
    ],
    [
      'an address made of host and port',
      'shop',
      'HOST=s.example.com\nPORT=8443',
      { url: 'https://s.example.com:8443' },
    ],
    [
      'a near address with http',
      'shop',
      'HOST=localhost\nPORT=8080\nUSER=ana',
      { url: 'http://localhost:8080', username: 'ana' },
    ],
    [
      'user and password out of an address',
      'shop',
      'https://ana:pw@s/x',
      { url: 'https://s/x', username: 'ana', password: 'pw' },
    ],
    ['a key sent in a header', 'api', 'curl -H "X-API-Key: k" https://a', { address: 'https://a', api_key: 'k' }],
    [
      'a key sent as a token',
      'api',
      'curl -H "Authorization: Bearer k" https://a',
      { address: 'https://a', api_key: 'k' },
    ],
    ['a key sent as a user', 'api', 'curl -u k: https://a', { address: 'https://a', api_key: 'k' }],
    ['a choice by its value', 'api', 'API_KEY=k\nREGION=EU_WEST', { api_key: 'k', region: 'eu-west' }],
    ['a choice by its name', 'api', 'api key: k\nregion: america', { api_key: 'k', region: 'us-east' }],
    [
      'parts of a database address',
      'database',
      'postgres://ana:pw@db:6543/shop?sslmode=require',
      { host: 'db', port: 6543, dbname: 'shop', user: 'ana', password: 'pw', ssl: true },
    ],
    [
      'parts of one in .env',
      'database',
      'DATABASE_URL=postgres://ana:pw@db/shop\nLOG=1',
      { host: 'db', dbname: 'shop', user: 'ana', password: 'pw', port: 5432 },
      { port: 5432 },
    ],
    [
      'ADO pairs',
      'database',
      'Server=tcp:db,1433;Database=shop;User Id=ana;Password=pw;Encrypt=yes',
      { host: 'db', port: 1433, dbname: 'shop', user: 'ana', password: 'pw', ssl: true },
    ],
    [
      'an export with outer names',
      'database',
      '{"configuration":{"host":"db","port":"99","database":"d","username":"u","password":"p"}}',
      { host: 'db', port: 99, dbname: 'd', user: 'u', password: 'p' },
    ],
    ['a number that needs a correction', 'database', 'host: db\nport: 99999', { host: 'db', port: 99999 }],
    [
      'a connection string whole',
      'whole',
      'postgres://ana:pw@db/shop',
      { connection_string: 'postgres://ana:pw@db/shop' },
    ],
    [
      'pairs whole',
      'whole',
      'Server=db;Database=shop;User Id=ana;Password=pw',
      { connection_string: 'Server=db;Database=shop;User Id=ana;Password=pw' },
    ],
    [
      'a profile of AWS',
      'aws',
      '[default]\naws_access_key_id=AK\naws_secret_access_key=sk',
      { aws_access_key_id: 'AK', secret_access_key: 'sk' },
    ],
    [
      'a new key of AWS',
      'aws',
      '{"AccessKey":{"AccessKeyId":"AK","SecretAccessKey":"sk","Status":"Active"}}',
      { aws_access_key_id: 'AK', secret_access_key: 'sk' },
    ],
    [
      'the keys of Azure',
      'azure',
      'AccountName=acme;AccountKey=k==;EndpointSuffix=core.windows.net',
      { account_name: 'acme', account_key: 'k==' },
    ],
    [
      'the keys of a bus',
      'bus',
      'Endpoint=sb://x/;SharedAccessKeyName=root;SharedAccessKey=k=',
      { endpoint: 'sb://x/', key_name: 'root', key: 'k=' },
    ],
    [
      'a client, not the address of its token',
      'oauth',
      'CLIENT_ID=a\nCLIENT_SECRET=b\nURL=https://u',
      { client_id: 'a', client_secret: 'b' },
    ],
    [
      'a mail address and a token sent as user and password',
      'mail',
      'curl https://s -u me@example.com:tok',
      { url: 'https://s', email: 'me@example.com', api_token: 'tok' },
    ],
    ['the outer of two fields of one name', 'tunnel', 'HOST=a\nX=1', { host: 'a' }],
    [
      'the inner one by the name of its group',
      'tunnel',
      'TUNNEL_HOST=b\nTUNNEL_USER=u',
      { tunnel: { host: 'b', user: 'u' } },
    ],
    ['a list', 'extras', 'scopes: a, b\nurl: https://u', { url: 'https://u', scopes: ['a', 'b'] }],
    ['a map', 'extras', '{"headers":{"a":1},"quiet":"x"}', { headers: { a: '1' } }],
    [
      'what stands before a fixed end',
      'subdomain',
      'curl https://acme.example.com -H "Authorization: Bearer t"',
      { subdomain: 'acme', token: 't' },
    ],
    [
      'the branch that takes most',
      'sign',
      'curl https://b -H "Authorization: Bearer t"',
      { base_url: 'https://b', auth: { [TAG]: 'access-token', token: 't' } },
    ],
    [
      'a branch with its defaults',
      'sign',
      'CLIENT_ID=a\nCLIENT_SECRET=b',
      { auth: { [TAG]: 'oauth-client', client_id: 'a', client_secret: 'b', scope: 'read' } },
    ],
    [
      'a branch by its tag',
      'tagged',
      '{"host":"h","auth":{"type":"bearer","value":"v"}}',
      { host: 'h', auth: { type: 'bearer', value: 'v' } },
    ],
    [
      'a condition',
      'carried',
      'curl "http://127.0.0.1:4701/whoami?appKey=k"',
      {
        url: 'http://127.0.0.1:4701',
        app_key: 'k',
        sending: { place: 'query', header_name: 'X-App-Key', query_name: 'appKey' },
      },
      { url: 'http://127.0.0.1:4701', sending: { place: 'header', header_name: 'X-App-Key' } },
    ],
  ])('%s', (_, form, pasted, values, start = {}) => {
    const before = state(form, start)
    const taken = takePaste(pasted, before)
    expect(taken?.plan.values).toEqual({ ...before.values, ...values })
  })

  it('the file of a service account whole, and what has a field of its own', () => {
    const file = { type: 'service_account', project_id: 'p', private_key: '-----BEGIN', client_email: 'a@b' }
    const plan = takePaste(JSON.stringify(file), state('google'))?.plan
    expect(plan?.values).toEqual({ project_id: 'p', credentials_json: JSON.stringify(file, null, 2) })
    expect(plan?.left).toEqual([])
  })
})

describe('a pasted text leaves alone', () => {
  it('what was typed, and says where; it is replaced when told', () => {
    const taken = takePaste('curl https://s -u ana:pw', state('shop', { username: 'bob' }))
    expect(taken?.plan.values).toEqual({ url: 'https://s', username: 'bob', password: 'pw' })
    expect(taken?.held).toEqual([{ pointer: '/username', label: 'User name' }])
    expect(taken?.more?.values).toEqual({ url: 'https://s', username: 'ana', password: 'pw' })
  })

  it('saved secrets, and all that is stored', () => {
    const stored = state(
      'shop',
      { url: 'https://s', username: 'bob' },
      { kept: new Set(['/password']), isStored: true },
    )
    const taken = takePaste('curl https://s -u ana:pw', stored)
    expect(taken?.plan.values).toEqual(stored.values)
    expect(taken?.plan.same.map(field => field.label)).toEqual(['Server URL'])
    expect(taken?.held.map(field => field.label)).toEqual(['User name', 'Password'])
  })

  it('a branch in which something was typed', () => {
    const before = state('sign', { auth: { [TAG]: 'user-and-password', user: 'bob' } })
    const taken = takePaste('TOKEN=t\nBASE_URL=https://b', before)
    expect(taken?.plan.values).toEqual({ ...before.values, base_url: 'https://b' })
    expect(taken?.more?.values['auth']).toEqual({ [TAG]: 'access-token', token: 't' })
  })

  it('fields that several values fit alike, and names them', () => {
    const lines = ['DB', 'SMTP'].flatMap(name => [`${name}_USER=${name}`, `${name}_PASSWORD=${name}`]).join('\n')
    const plan = takePaste(lines, state('shop'))?.plan
    expect(plan?.filled).toEqual([])
    expect(plan?.unclear).toEqual([
      { names: ['DB_USER', 'SMTP_USER'], labels: ['User name'] },
      { names: ['DB_PASSWORD', 'SMTP_PASSWORD'], labels: ['Password'] },
    ])
  })

  it('but takes the group that fits most fields', () => {
    const plan = takePaste('A_URL=https://a\nA_USER=a\nA_PASSWORD=a\nB_USER=b', state('shop'))?.plan
    expect(plan?.values).toEqual({ url: 'https://a', username: 'a', password: 'a' })
    expect(plan?.left).toEqual(['B_USER'])
  })

  it('what found its field taken by a better one: it looks for no other', () => {
    const plan = takePaste('MAIN_SECRET=a\nSECRET_MAIN_SECRET=b\nURL=https://u', state('twins'))?.plan
    expect(plan?.values).toEqual({ url: 'https://u', main_secret: 'a' })
    expect(plan?.left).toEqual(['SECRET_MAIN_SECRET'])
  })

  it('several fields that one value fits alike, and names them', () => {
    const plan = takePaste('URL=https://u\nSECRET=s', state('twins'))?.plan
    expect(plan?.values).toEqual({ url: 'https://u' })
    expect(plan?.unclear).toEqual([{ names: ['SECRET'], labels: ['Main secret', 'Other secret'] }])
  })

  it.each([
    ['a choice that there is not', 'api', 'API_KEY=k\nREGION=mars', ['Region']],
    ['an answer that is neither yes nor no', 'database', 'host: h\nssl: perhaps', ['Use SSL']],
  ])('%s, and says so', (_, form, pasted, labels) => {
    expect(takePaste(pasted, state(form))?.plan.unfit.map(field => field.label)).toEqual(labels)
  })

  it.each([
    ['a secret where everyone could read it', 'extras', 'url: https://u\npassword: p'],
    ['a place for a value', 'shop', 'curl https://s -H "Authorization: Basic $AUTH" -u "$USER:$PASSWORD"'],
    ['hidden fields', 'extras', '{"url":"https://u","quiet":"x"}'],
    ['callbacks', 'shop', 'REDIRECT_URL=https://r\nUSER=ana'],
    ['who signs in to another thing', 'api', 'postgres://ana:pw@db/shop'],
  ])('%s', (_, form, pasted) => {
    const values = JSON.stringify(takePaste(pasted, state(form))?.plan.values ?? {})
    expect(values).not.toMatch(/"p"|\$|"x"|"https:\/\/r"|pw/)
  })
})

describe('a paste into a box', () => {
  it.each([
    ['an address', 'shop', 'https://s.example.com/x?a=b'],
    ['an address with a user, where nothing asks for one', 'api', 'https://ana:pw@s'],
    ['a connection string where one is asked for', 'whole', 'postgres://ana:pw@db/shop'],
    ['a name of a directory', 'shop', 'cn=admin,dc=example,dc=com'],
    ['a token', 'api', 'eyJhbGciOiJIUzI1NiJ9.e30=='],
    ['a filter', 'shop', 'user=ana'],
    ['JSON that names nothing', 'shop', '{"a":1}'],
  ])('stays one: %s', (_, form, pasted) => {
    const [box = ''] = Object.keys(FORMS[form] ?? {})
    expect(takeBoxPaste(pasted, `/${box}`, state(form))).toBeUndefined()
  })

  it.each([
    ['a curl line', 'shop', 'curl https://s'],
    ['lines', 'shop', 'USER=ana\nHOST=s'],
    ['a line of .env', 'shop', 'SHOP_URL=https://s'],
    ['an address with a user, where it is asked for', 'shop', 'https://ana:pw@s'],
    ['JSON', 'database', '{"host":"h","user":"u"}'],
    ['a connection string', 'database', 'postgres://ana:pw@db/shop'],
  ])('fills: %s', (_, form, pasted) => {
    const [box = ''] = Object.keys(FORMS[form] ?? {})
    expect(takeBoxPaste(pasted, `/${box}`, state(form))?.plan.filled.length).toBeGreaterThan(0)
  })
})
