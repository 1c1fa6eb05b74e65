import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { classicConfig, classicEntry, classicErrors, loadClassic } from '../fixtures/classic.ts'
import { loadConfig } from '../load-config.ts'
import { showTemplate } from '../template.ts'

const pem = { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } }
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048, ...pem } as never).privateKey as unknown as string
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256', ...pem } as never).privateKey as unknown as string

describe('loadConfig of OAuth 1', () => {
  it('reads the example of the contract, and finds every host with its field', () => {
    const { config, diagnostics, hosts } = loadClassic()
    expect(diagnostics).toEqual([])
    expect(config).toMatchObject({
      protocol: 'oauth1',
      signing: { method: 'HMAC-SHA1', sendIn: 'header', realm: null, sendVersion: true },
      callbackIn: 'request',
      noVerifier: false,
      noCallbackConfirmed: false,
      temporary: { method: 'POST' },
      access: { method: 'POST' },
      validate: null,
      revoke: null,
      scopes: [{ value: 'read', text: 'Read your bins', ticked: true, required: false }],
    })
    expect(hosts).toEqual(
      ['request_token_url', 'auth_url', 'token_url'].map(key => ({ host: 'api.depot.example', key })),
    )
  })

  it('is frozen, survives JSON, and holds no secret', () => {
    const entry = classicEntry({ PRIVATE_KEY: RSA, CLIENT_SECRET: '' })
    const made = classicConfig({ oauth1_signature_method: 'RSA-SHA1' }, { entry })
    expect(Object.isFrozen(made.signing)).toBe(true)
    expect(JSON.parse(JSON.stringify(made))).toEqual(made)
    expect(JSON.stringify(made)).not.toContain('PRIVATE')
  })

  it('lets the load file replace addresses and scopes', () => {
    const made = classicConfig(
      {},
      {
        entry: classicEntry({
          REQUEST_TOKEN_URL: 'https://a.depot.example/1',
          AUTH_URL: 'https://b.depot.example/2',
          TOKEN_URL: 'https://c.depot.example/3',
          VALIDATE_URL: 'https://d.depot.example/4',
          SCOPE: 'read admin',
        }),
      },
    )
    const urls = [made.temporary.url, made.authUrl, made.access.url, made.validate?.url ?? []]
    expect(urls.map(showTemplate)).toEqual([
      'https://a.depot.example/1',
      'https://b.depot.example/2',
      'https://c.depot.example/3',
      'https://d.depot.example/4',
    ])
    expect(made.scopes.map(scope => scope.value)).toEqual(['read', 'admin'])
  })

  it.each([
    ['no request token URL', { oauth1_request_token_url: '' }, 'missing-field'],
    ['no login page', { oauth1_authorize_url: '' }, 'missing-field'],
    ['no access token URL', { oauth1_access_token_url: '' }, 'missing-field'],
    ['an unknown signature method', { oauth1_signature_method: 'HMAC-MD5' }, 'type-mismatch'],
    ['an unknown place', { oauth1_send_in: 'cookie' }, 'type-mismatch'],
    ['plain http to another machine', { base_url: 'http://api.depot.example' }, 'bad-url'],
    ['an empty scope', { oauth1_params_scope: ['{"":"All"}'] }, 'empty-scope'],
    ['a code typed by hand and none', { oauth1_callback: 'oob', oauth1_no_verifier: true }, 'type-mismatch'],
    ['another callback', { oauth1_callback: 'https://elsewhere.example' }, 'type-mismatch'],
    ['a secret in a request', { oauth1_request_token_data: ['{"s":"{client_secret}"}'] }, 'misplaced-name'],
    ['a token secret in a request', { oauth1_access_token_data: ['{"s":"{oauth_token_secret}"}'] }, 'misplaced-name'],
    ['a literal consumer secret', { oauth1_access_token_data: ['{"consumer_secret":"canary"}'] }, 'secret-in-config'],
    ['a consumer secret in the params', { env_params: ['{"consumer_secret":"canary"}'] }, 'secret-in-config'],
    ['a name of OAuth 2', { oauth1_authorize_query: ['{"c":"{code_challenge}"}'] }, 'unknown-name'],
    ['a verifier before there is one', { oauth1_authorize_query: ['{"v":"{oauth_verifier}"}'] }, 'misplaced-name'],
    ['a parameter of the protocol', { oauth1_request_token_query: ['{"oauth_nonce":"1"}'] }, 'misplaced-name'],
    ['a token on the login page', { oauth1_authorize_query: ['{"oauth_token":"x"}'] }, 'misplaced-name'],
    ['a header of its own', { oauth1_access_token_headers: ['{"Authorization":"x"}'] }, 'misplaced-name'],
    ['an unknown key of oauth1_ext', { oauth1_ext: { callbak_in: 'authorize' } }, 'unknown-key'],
    ['a limit of nothing', { oauth1_ext: { limits: { per_minute: 0 } } }, 'type-mismatch'],
    ['userinfo without an address', { oauth1_ext: { userinfo: {} } }, 'missing-field'],
    ['an account of nowhere', { oauth1_ext: { account: { from: 'userinfo' } } }, 'missing-field'],
    ['calls that carry nobody knows what', { oauth1_ext: { api_auth: { in: 'header' } } }, 'missing-field'],
    ['an unknown field of an answer', { oauth1_ext: { fields: { token: '/t' } } }, 'unknown-key'],
    ['a revocation without an address', { oauth1_ext: { revoke: { method: 'DELETE' } } }, 'missing-field'],
    ['an input that takes a name of the engine', { oauth1_params_other: ['{"oauth_token":"T"}'] }, 'misplaced-name'],
  ])('refuses %s', (_, changes, code) => {
    expect(classicErrors(changes)).toContain(code)
    expect(loadClassic(changes).config).toBeNull()
    expect(JSON.stringify(loadClassic(changes).diagnostics)).not.toContain('canary')
  })

  it('asks for the key that signs', () => {
    const rsa = { oauth1_signature_method: 'RSA-SHA1' }
    const withKey = (PRIVATE_KEY: string) => ({ entry: classicEntry({ PRIVATE_KEY, CLIENT_SECRET: '' }) })
    expect(classicErrors({}, { entry: classicEntry({ CLIENT_SECRET: '' }) })).toEqual(['missing-field'])
    expect(classicErrors(rsa)).toEqual(['missing-field'])
    expect(classicErrors(rsa, withKey('canary'))).toEqual(['type-mismatch'])
    expect(classicErrors(rsa, withKey(EC))).toEqual(['type-mismatch'])
    expect(classicErrors(rsa, withKey(RSA))).toEqual([])
    const { diagnostics } = loadClassic({}, { entry: classicEntry({ PRIVATE_KEY: RSA }) })
    expect(diagnostics.map(one => [one.severity, one.code])).toEqual([['warning', 'unused-key']])
  })

  it('warns of a server older than 1.0a, whose logins can be stolen', () => {
    const { diagnostics } = loadClassic({ oauth1_no_verifier: true })
    expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'weak-server' }])
  })

  it('lets no input choose who gets the client secret of PLAINTEXT', () => {
    const changes = {
      oauth1_signature_method: 'PLAINTEXT',
      oauth1_params_other: ['{"site_url":{"title":"Site","when":"after"}}'],
      oauth1_validate_url: '{site_url}/me',
    }
    expect(classicErrors(changes)).toEqual(['bad-url'])
    expect(classicErrors({ ...changes, oauth1_ext: { host_suffix: ['depot.example'] } })).toEqual([])
    expect(classicErrors({ ...changes, oauth1_signature_method: 'HMAC-SHA1' })).toEqual([])
  })

  it('reads the config of Trello', () => {
    const file = new URL('../../../examples/connectors/trello/auth/oauth/trello/config.json', import.meta.url)
    const document = JSON.parse(readFileSync(file, 'utf8'))
    const entry = { ...classicEntry(), connector: 'trello', displayName: 'Trello' }
    const input = { document, entry, environment: 'local', params: {}, redirectUri: 'http://localhost/x' } as const
    const { config, diagnostics, hosts } = loadConfig(input)
    expect(diagnostics).toEqual([])
    expect([config?.scopeSeparator, config?.account.id]).toEqual([',', '/id'])
    expect([...new Set(hosts.map(({ host }) => host))]).toEqual(['trello.com', 'api.trello.com'])
  })
})
