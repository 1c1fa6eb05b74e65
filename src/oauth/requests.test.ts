import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { CLIENT, config, entryWith, FRESH, REDIRECT } from './fixtures/depot.ts'
import type { Client } from './oauth-request.ts'
import { refreshRequest } from './refresh-request.ts'
import { revokeRequests } from './revoke-requests.ts'
import { tokenRequest } from './token-request.ts'
import type { TokenSet } from './token-set.ts'
import type { Values } from './types.ts'
import { validateRequest } from './validate-request.ts'

const TOKENS: TokenSet = {
  accessToken: 'canary-access',
  refreshToken: 'canary-refresh',
  tokenType: 'bearer',
  scopes: ['read'],
  issuedAt: 0,
  kept: { api_base: 'https://api.depot.example', team: 7 },
  callback: { realmId: '12345' },
}

function exchange(changes: JsonObject = {}, input: { client?: Client; inputs?: Values } = {}) {
  return tokenRequest({
    config: config({ oauth2_token_data: [], ...changes }),
    client: input.client ?? CLIENT,
    inputs: input.inputs ?? {},
    code: 'canary-code',
    redirectUri: REDIRECT,
    verifier: 'canary-verifier',
    scopes: ['read'],
    captured: { realmId: '12345' },
    state: 'canary-state',
    fresh: FRESH,
  })
}

const signedIn = (changes: JsonObject = {}) => ({
  config: config(changes),
  client: CLIENT,
  inputs: {},
  tokens: TOKENS,
  redirectUri: REDIRECT,
  fresh: FRESH,
})
const form = (body: string | undefined) => Object.fromEntries(new URLSearchParams(body))

describe('tokenRequest', () => {
  it('posts a form with everything the engine adds', () => {
    const request = exchange()
    expect([request.method, request.url]).toEqual(['POST', 'https://id.depot.example/o/oauth2/token'])
    expect(request.headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(form(request.body)).toEqual({
      grant_type: 'authorization_code',
      code: 'canary-code',
      redirect_uri: REDIRECT,
      client_id: 'abc',
      client_secret: 'canary-secret',
      code_verifier: 'canary-verifier',
    })
  })

  it('sends a JSON body where the headers of the config say so, with types kept', () => {
    const request = exchange(
      {
        oauth2_token_headers: ['{"Content-Type":"application/json","X-Region":"eu"}'],
        oauth2_params_other: ['{"n":{"type":"number","title":"N"}}'],
        oauth2_token_data: ['{"count":"{n}","text":"n={n}","many":["a","b"],"quote":"\\"x"}'],
      },
      { inputs: { n: 5 } },
    )
    const body: unknown = JSON.parse(request.body ?? '')
    expect(body).toMatchObject({ count: 5, text: 'n=5', many: ['a', 'b'], quote: '"x', code: 'canary-code' })
  })

  it('6749-15: sends neither a client_secret nor a Basic header for a client without a secret', () => {
    const publicClient = { clientId: 'abc' }
    for (const client_auth of ['none', 'post', 'basic']) {
      const request = exchange({ oauth2_ext: { client_auth } }, { client: publicClient })
      expect(form(request.body)['client_secret']).toBeUndefined()
      expect(request.headers['authorization']).toBeUndefined()
      expect(form(request.body)['client_id']).toBe('abc')
    }
  })

  it('6749-3: identifies the client by Basic, encoded or raw, and stops adding the secret to the body', () => {
    const client = { clientId: 'a b', clientSecret: 'c+d' }
    const encoded = exchange({ oauth2_ext: { client_auth: 'basic' } }, { client })
    expect(encoded.headers['authorization']).toBe(`Basic ${Buffer.from('a+b:c%2Bd').toString('base64')}`)
    expect(form(encoded.body)['client_secret']).toBeUndefined()
    const raw = exchange({ oauth2_ext: { client_auth: 'basic_raw' } }, { client })
    expect(raw.headers['authorization']).toBe(`Basic ${Buffer.from('a b:c+d').toString('base64')}`)
  })

  it('takes the pair of Basic from the config', () => {
    const ext = { client_auth: 'basic', basic: { user: '{client_secret}', password: '' } }
    expect(exchange({ oauth2_ext: ext }).headers['authorization']).toBe(
      `Basic ${Buffer.from('canary-secret:').toString('base64')}`,
    )
  })

  it('2.1-1: drops redirect_uri where the config removes it, but never the code or the verifier', () => {
    const data = ['{"redirect_uri":null,"code":null,"code_verifier":"x","realm":"{callback.realmId}"}']
    const request = exchange({ oauth2_token_data: data, oauth2_ext: { callback_params: ['realmId'] } })
    expect(form(request.body)).toMatchObject({ code: 'canary-code', code_verifier: 'canary-verifier', realm: '12345' })
    expect(form(request.body)['redirect_uri']).toBeUndefined()
  })

  it('puts parameters into the address for GET, where no secret goes along', () => {
    const changes = { oauth2_token_method: 'GET', oauth2_token_url: '/token?v=1', oauth2_ext: { client_auth: 'none' } }
    const request = exchange(changes)
    expect(request.body).toBeUndefined()
    const { searchParams } = new URL(request.url)
    expect([searchParams.get('v'), searchParams.get('code')]).toEqual(['1', 'canary-code'])
    expect(request.url).not.toContain('secret')
  })

  it.each(['a\r\nX: y', 'a\0', 'ä'])('refuses a header value such as %j without repeating it', value => {
    const changes = { oauth2_params_other: ['{"h":"H"}'], oauth2_token_headers: ['{"X-H":"{h}"}'] }
    expect(() => exchange(changes, { inputs: { h: `canary${value}` } })).toThrow(/header "X-H"/)
    expect(() => exchange(changes, { inputs: { h: `canary${value}` } })).not.toThrow(/canary/)
  })

  it('shows no secret when it is logged, printed or turned into JSON', () => {
    const request = exchange({ oauth2_token_url: 'https://h.example/token?k=canary' })
    const shown = [JSON.stringify(request), inspect(request), String(request)].join()
    expect(shown).toContain('https://h.example/token')
    expect(shown).not.toContain('canary')
  })
})

describe('refreshRequest', () => {
  it('6749-10: presents the refresh token and the client, and asks for no scope by itself', () => {
    expect(form(refreshRequest(signedIn())?.body)).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'canary-refresh',
      client_id: 'abc',
      client_secret: 'canary-secret',
    })
  })

  it('is null without a refresh token, and where the config knows of no refresh', () => {
    const { refreshToken: _gone, ...tokens } = TOKENS
    expect(refreshRequest({ ...signedIn(), tokens })).toBeNull()
    expect(refreshRequest(signedIn({ oauth2_ext: { refresh: 'none' } }))).toBeNull()
  })
})

describe('validateRequest', () => {
  it('6750-1: carries the token in the Authorization header, also when the config lists no header', () => {
    for (const changes of [{}, { oauth2_validate_headers: [] }] as JsonObject[]) {
      const request = validateRequest(signedIn(changes))
      expect(request?.method).toBe('GET')
      expect(request?.url).toBe('https://id.depot.example/o/oauth2/me')
      expect(request?.headers['authorization']).toBe('Bearer canary-access')
    }
  })

  it('fills in what was kept of the answer, and the query of its own field', () => {
    const request = validateRequest(
      signedIn({
        oauth2_validate_url: '{token.api_base}/me',
        oauth2_validate_query: ['{"team":"{token.team}"}'],
        oauth2_ext: { keep: ['api_base', 'team'], host_suffix: ['depot.example'] },
      }),
    )
    expect(request?.url).toBe('https://api.depot.example/me?team=7')
  })

  it('is null where the config has no validate URL', () => {
    expect(validateRequest(signedIn({ oauth2_validate_url: '' }))).toBeNull()
  })
})

describe('names that are new in every request', () => {
  const data = ['{"id":"{uuid}","at":"{now_s}","ms":"{now_ms}"}']

  it('stand in token and refresh requests, and in headers', () => {
    const fresh = { id: 'abababab-abab-4bab-abab-abababababab', at: '1800000000', ms: '1800000000123' }
    expect(form(exchange({ oauth2_token_data: data }).body)).toMatchObject(fresh)
    expect(form(refreshRequest(signedIn({ oauth2_refresh_data: data }))?.body)).toMatchObject(fresh)
    const proof = signedIn({ oauth2_validate_headers: ['{"X-Request-Id":"{uuid}"}'] })
    expect(validateRequest(proof)?.headers['x-request-id']).toBe(fresh.id)
  })

  it('stay numbers in a JSON body', () => {
    const request = exchange({ oauth2_token_data: data, oauth2_ext: { token_format: 'json' } })
    expect(JSON.parse(request.body ?? '')).toMatchObject({ at: 1_800_000_000, ms: 1_800_000_000_123 })
  })

  it('fill in the state where a token request wants it, and nothing where none was sent', () => {
    const wants = { oauth2_token_data: ['{"again":"{state}"}'] }
    expect(form(exchange(wants).body)).toMatchObject({ again: 'canary-state' })
    expect(form(exchange({ ...wants, oauth2_no_state: true }).body)).not.toHaveProperty('again')
  })
})

describe('revokeRequests', () => {
  it('7009-1: ends the refresh token first, then the access token', () => {
    const requests = revokeRequests(signedIn({ oauth2_ext: { revoke: { url: 'https://id.depot.example/revoke' } } }))
    expect(requests.map(request => form(request.body))).toEqual([
      { token: 'canary-refresh', token_type_hint: 'refresh_token', client_id: 'abc', client_secret: 'canary-secret' },
      { token: 'canary-access', token_type_hint: 'access_token', client_id: 'abc', client_secret: 'canary-secret' },
    ])
  })

  it('is empty where the config has no revoke', () => {
    expect(revokeRequests(signedIn())).toEqual([])
  })
})

describe('the CA of a provider', () => {
  it('TLS-2: goes along with login, refresh and test alike', () => {
    const own = config({}, { entry: entryWith({ CA: 'PEM' }) })
    const input = { ...signedIn(), config: own }
    expect([refreshRequest(input)?.ca, validateRequest(input)?.ca]).toEqual(['PEM', 'PEM'])
    expect(exchange().ca).toBeUndefined()
  })
})
