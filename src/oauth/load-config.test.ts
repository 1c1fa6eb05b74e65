import { describe, expect, it } from 'vitest'
import { config, DEPOT, entryWith, errorsOf, load } from './fixtures/depot.ts'
import { showTemplate } from './template.ts'

it('points at the line of the entry that is wrong, not at the list it stands in', () => {
  const { diagnostics } = load({
    oauth2_token_data: ['{"a":"1"}', '{"b":"{nobody}"}'],
    oauth2_params_scope: ['{"read":"Read"}', '{"":"Nothing"}'],
    oauth2_params_other: ['{"tenant":"Tenant"}', '{"client_id":"Id"}'],
  })
  const places = diagnostics.map(({ code, pointer }) => [code, pointer])
  expect(places).toContainEqual(['unknown-name', '/oauth2_token_data/1'])
  expect(places).toContainEqual(['empty-scope', '/oauth2_params_scope/1'])
  expect(places).toContainEqual(['misplaced-name', '/oauth2_params_other/1'])
})

describe('loadConfig', () => {
  it('reads a config of the original unchanged, and finds every host with its field', () => {
    const loaded = load()
    expect(loaded.diagnostics).toEqual([])
    expect(loaded.config?.title).toBe('Depot Cloud')
    expect(loaded.config?.scopes).toEqual([
      { value: 'read', text: 'Read your bins', ticked: true, required: false },
      { value: 'write', text: 'Change your bins', ticked: true, required: false },
    ])
    expect(loaded.hosts).toEqual(
      ['auth_url', 'token_url', 'refresh_url', 'validate_url'].map(key => ({ host: 'id.depot.example', key })),
    )
  })

  it('is frozen, survives JSON, and holds no secret', () => {
    const made = config()
    expect(Object.isFrozen(made)).toBe(true)
    expect(Object.isFrozen(made.token.data[0])).toBe(true)
    expect(JSON.parse(JSON.stringify(made))).toEqual(made)
    expect(JSON.stringify(made)).not.toContain('canary')
  })

  it('takes a nonce in the query of the login page only, and lets nobody redefine what is new each time', () => {
    expect(errorsOf({ oauth2_auth_query: ['{"nonce":"{nonce}"}'] })).toEqual([])
    expect(errorsOf({ oauth2_auth_url: '/a?nonce={nonce}' })).toEqual(['misplaced-name'])
    expect(errorsOf({ oauth2_token_data: ['{"nonce":"{nonce}"}'] })).toEqual(['misplaced-name'])
    expect(errorsOf({ env_params: ['{"uuid":"fixed"}'] })).toEqual(['misplaced-name'])
  })

  it.each([
    ['oauth2_auth_query', '{"response_type":"token"}'],
    ['oauth2_auth_query', '{"response_type":"code token"}'],
    ['oauth2_token_data', '{"grant_type":"password"}'],
  ])('9700-5: refuses flows that hand tokens or passwords around: %s %s', (field, entry) => {
    expect(errorsOf({ [field]: [entry] })).toEqual([expect.stringContaining('not-available')])
  })

  it('joins a relative URL to the base without losing its path', () => {
    expect(showTemplate(config().authUrl)).toBe('https://id.depot.example/o/oauth2/authorize')
    expect(showTemplate(config({ oauth2_auth_url: 'https://login.depot.example/a' }).authUrl)).toBe(
      'https://login.depot.example/a',
    )
  })

  it('takes {tokenURL} and {base_url} as the start of another address', () => {
    const made = config({ oauth2_refresh_url: '{tokenURL}/refresh', oauth2_validate_url: '{base_url}/who' })
    expect(made.refresh && showTemplate(made.refresh.url)).toBe('https://id.depot.example/o/oauth2/token/refresh')
    expect(made.validate && showTemplate(made.validate.url)).toBe('https://id.depot.example/o/oauth2/who')
  })

  it('uses the token URL where no refresh URL is given', () => {
    const made = config({ oauth2_refresh_url: '' })
    expect(made.refresh?.url).toEqual(made.token.url)
  })

  it('lets the load file replace addresses and scopes', () => {
    const made = config(
      {},
      {
        entry: entryWith({
          BASE_URL: 'https://eu.depot.example',
          TOKEN_URL: 'https://t.depot.example/x',
          SCOPE: 'read admin',
        }),
      },
    )
    expect(showTemplate(made.authUrl)).toBe('https://eu.depot.example/authorize')
    expect(showTemplate(made.token.url)).toBe('https://t.depot.example/x')
    expect(made.scopes.map(scope => [scope.value, scope.text])).toEqual([
      ['read', 'Read your bins'],
      ['admin', 'admin'],
    ])
  })

  it('ticks all but unticked scopes, and never unticks a required one', () => {
    const made = config({ oauth2_ext: { unticked_scopes: ['read', 'write'], required_scopes: ['write'] } })
    expect(made.scopes.map(({ ticked, required }) => [ticked, required])).toEqual([
      [false, false],
      [true, true],
    ])
  })

  it.each([
    ['an empty scope', { oauth2_params_scope: ['{"":"Everything"}'] }, 'empty-scope'],
    ['no login page', { oauth2_auth_url: '' }, 'missing-field'],
    ['no token URL', { oauth2_token_url: '' }, 'missing-field'],
    ['a relative URL without a base', { base_url: '', oauth2_validate_url: '' }, 'bad-url'],
    ['plain http to another machine', { oauth2_token_url: 'http://h.example/token' }, 'bad-url'],
    ['another scheme', { oauth2_token_url: 'ftp://h.example/token' }, 'bad-url'],
    ['broken JSON in an entry', { oauth2_token_data: ['{"a":"1"'] }, 'bad-json'],
    ['a value that is no text', { oauth2_token_data: ['{"a":{"b":1}}'] }, 'type-mismatch'],
    ['a field of the wrong type', { oauth2_no_state: 'yes' }, 'type-mismatch'],
    ['a client secret in the file', { oauth2_token_data: ['{"client_secret":"canary"}'] }, 'secret-in-config'],
    ['a client secret in the params', { env_local_params: ['{"client_secret":"canary"}'] }, 'secret-in-config'],
    ['a client id in the params', { env_params: ['{"client_id":"abc"}'] }, 'misplaced-name'],
    ['a secret in an address', { oauth2_token_url: '/token?s={client_secret}' }, 'misplaced-name'],
    ['a secret on the way to the login page', { oauth2_auth_query: ['{"s":"{client_secret}"}'] }, 'misplaced-name'],
    ['an access token in a token request', { oauth2_token_data: ['{"t":"{access_token}"}'] }, 'misplaced-name'],
    ['an unknown name', { oauth2_auth_query: ['{"x":"{client_ids}"}'] }, 'unknown-name'],
    ['an unknown upper-case name', { oauth2_auth_query: ['{"x":"{REGION}"}'] }, 'unknown-name'],
    ['a callback value nobody keeps', { oauth2_token_data: ['{"r":"{callback.realm}"}'] }, 'unknown-name'],
    ['an unknown key of oauth2_ext', { oauth2_ext: { client_ath: 'basic' } }, 'unknown-key'],
    [
      'an account in an answer that is not asked for',
      { oauth2_ext: { account: { from: 'userinfo' } } },
      'missing-field',
    ],
    ['an account in an id_token of nobody', { oauth2_ext: { account: { from: 'id_token' } } }, 'missing-field'],
    ['userinfo without an address', { oauth2_ext: { userinfo: {} } }, 'missing-field'],
    ['a limit of nothing', { oauth2_ext: { limits: { concurrent: 0 } } }, 'type-mismatch'],
    ['a limit nobody knows', { oauth2_ext: { limits: { per_hour: 1 } } }, 'unknown-key'],
    ['a device sign-in without an address', { oauth2_ext: { grant: 'device_code' } }, 'missing-field'],
    [
      'an unknown key of device',
      { oauth2_ext: { grant: 'device_code', device: { url: '/d', uri: '/x' } } },
      'unknown-key',
    ],
    ['9700-5 the password grant', { oauth2_ext: { grant: 'password' } }, 'type-mismatch'],
    ['an edited oauth_type', { oauth_type: 'OAuth1' }, 'type-mismatch'],
    ['an unknown oauth_type', { oauth_type: 'OAuth3' }, 'type-mismatch'],
    ['an input that takes a name of the engine', { oauth2_params_other: ['{"scope":"Scope"}'] }, 'misplaced-name'],
    ['6749-4 a secret that would go into an address', { oauth2_token_method: 'GET' }, 'misplaced-name'],
  ])('refuses %s', (_, changes, code) => {
    expect(errorsOf(changes)).toContain(code)
    expect(load(changes).config).toBeNull()
    expect(JSON.stringify(load(changes).diagnostics)).not.toContain('canary')
  })

  it('names the nearest known name, and the line, column and entry of what is wrong', () => {
    const changes = { oauth2_auth_query: ['{"x":"{client_ids}"}'], oauth2_token_data: ['{"a":"1"}', '{"b"}'] }
    const loaded = load(changes)
    const source = JSON.stringify({ ...DEPOT, ...changes }, null, 1)
    expect(loaded.diagnostics[0]?.message).toContain('the nearest known name is {client_id}')
    const broken = loaded.diagnostics.find(one => one.code === 'bad-json')
    expect(broken?.message).toContain('entry 2 of "oauth2_token_data"')
    expect(source.split('\n')[(broken?.line ?? 0) - 1]?.slice((broken?.column ?? 0) - 1)).toBe('"{\\"b\\"}"')
  })

  it('asks for CLIENT_ID, and for CLIENT_SECRET unless client_auth is none', () => {
    const entry = { connector: 'depot-cloud', displayName: 'Depot', values: { CLIENT_ID: 'abc' } }
    expect(errorsOf({}, { entry })).toEqual(['missing-field'])
    expect(config({ oauth2_ext: { client_auth: 'none' }, oauth2_token_data: [] }, { entry }).clientAuth).toBe('none')
  })

  it('speaks plain http to this machine in the environment local only', () => {
    const local = { base_url: 'http://127.0.0.1:4700' }
    expect(errorsOf(local)).toEqual([])
    expect(errorsOf(local, { environment: 'production' })).toContain('bad-url')
  })
})

describe('substitution of a config', () => {
  it('fills env params of the current environment over those for all, and the load file over both', () => {
    const changes = {
      env_params: ['{"region":"all","tier":"one"}'],
      env_local_params: ['{"region":"here"}'],
      env_production_params: ['{"region":"there"}'],
      oauth2_auth_query: ['{"r":"{region}","t":"{tier}","h":"{host}{HOST}","p":"{zone}"}'],
    }
    const input = { entry: entryWith({ HOST: 'h1', TIER: 'two' }), params: { zone: 'eu', region: 'param' } }
    const { values } = config(changes, input)
    expect([values['region'], values['tier'], values['host'], values['HOST'], values['zone']]).toEqual([
      'here',
      'two',
      'h1',
      'h1',
      'eu',
    ])
    expect(config(changes, { ...input, environment: 'production' }).values['region']).toBe('there')
  })

  it('COAT-1: accepts OAUTH_ENDPOINT_OAUTH_RETURN bare and in braces, in any value', () => {
    for (const spelling of ['OAUTH_ENDPOINT_OAUTH_RETURN', '{OAUTH_ENDPOINT_OAUTH_RETURN}']) {
      const made = config({ oauth2_auth_query: [`{"redirect_uri":"${spelling}","back":"x-${spelling}"}`] })
      expect(made.authQuery.map(param => param.values?.map(showTemplate))).toEqual([
        ['{redirect_uri}'],
        ['x-{redirect_uri}'],
      ])
    }
  })

  it('accepts the client as the original wrote it: as places in the params', () => {
    const params = ['{"client_id":"{CLIENT_ID}","client_secret":"{CLIENT_SECRET}"}', '{"client_id":""}']
    expect(errorsOf({ env_local_params: params })).toEqual([])
  })

  it('warns of a load-file key that nothing uses', () => {
    const { diagnostics } = load({}, { entry: entryWith({ TENANTS: 'x' }) })
    expect(diagnostics).toMatchObject([
      { severity: 'warning', code: 'unused-key', file: 'load-file', pointer: 'TENANTS' },
    ])
  })

  it('shows a host that an input chooses as a place, and one that the load file fills in as it is', () => {
    const made = load(
      {
        oauth2_params_other: ['{"sub":"Subdomain"}'],
        oauth2_token_url: 'https://{sub}.depot.example/token',
        oauth2_validate_url: 'https://{HOST}/me',
      },
      { entry: entryWith({ HOST: 'plm.corp:8443' }) },
    )
    expect(made.hosts).toContainEqual({ host: '{sub}.depot.example', key: 'token_url' })
    expect(made.hosts).toContainEqual({ host: 'plm.corp:8443', key: 'validate_url' })
  })

  it('lets no input choose where a client secret goes, unless host_suffix limits it', () => {
    const changes = { oauth2_params_other: ['{"host":"Host"}'], oauth2_token_url: 'https://{host}/token' }
    expect(errorsOf(changes)).toContain('bad-url')
    expect(errorsOf({ ...changes, oauth2_ext: { host_suffix: ['depot.example'] } })).toEqual([])
  })

  it('lets an input asked after the login choose where the token is checked, and says so', () => {
    const { config: made, diagnostics } = load({
      oauth2_params_other: ['{"resource_url":{"title":"Resource URL","format":"url","when":"after"}}'],
      oauth2_validate_url: '{resource_url}/me',
    })
    expect(made?.after).toEqual([
      { name: 'resource_url', schema: { type: 'string', title: 'Resource URL', format: 'url' } },
    ])
    expect(diagnostics.map(one => one.code)).toEqual(['open-host'])
  })
})
