import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { apiCall } from './api-call.ts'
import { classicConfig } from './fixtures/classic.ts'
import { CLIENT, config, entryWith, errorsOf, FRESH, load } from './fixtures/depot.ts'
import type { TokenSet } from './token-set.ts'
import { userinfoRequest } from './userinfo-request.ts'
import { validateRequest } from './validate-request.ts'

const TOKENS: TokenSet = {
  accessToken: 'canary-access',
  tokenType: 'bearer',
  issuedAt: 0,
  kept: { team: 7 },
  callback: { shop: 'one' },
}

const call = (ext: JsonObject, inputs = {}, changes: JsonObject = {}) =>
  apiCall({ config: config({ ...changes, oauth2_ext: ext }), inputs, tokens: TOKENS })

describe('apiCall', () => {
  it('6750-1: carries the token in the Authorization header, and elsewhere only where api_auth says so', () => {
    expect(call({})).toEqual({ headers: { Authorization: 'Bearer canary-access' }, query: {} })
    expect(call({ api_auth: { name: 'X-Depot-Access-Token' } })).toEqual({
      headers: { 'X-Depot-Access-Token': 'canary-access' },
      query: {},
    })
    expect(call({ api_auth: { template: 'Depot-oauthtoken {access_token}' } })).toEqual({
      headers: { Authorization: 'Depot-oauthtoken canary-access' },
      query: {},
    })
    expect(call({ api_auth: { in: 'query' } })).toEqual({ headers: {}, query: { access_token: 'canary-access' } })
    expect(call({ api_auth: { in: 'query', name: 'auth' } })?.query).toEqual({ auth: 'canary-access' })
  })

  it('adds api_headers, filled from load file, inputs, callback and answer, and leaves out empty ones', () => {
    const headers = {
      'Depot-Version': '2026-01-01',
      'Client-Id': '{client_id}',
      'X-Site': '{site}/{callback.shop}/{token.team}',
      'X-None': '{region}',
    }
    const asked = { oauth2_params_other: ['{"site":"Site"}', '{"region":"Region"}'] }
    const ext = { api_headers: headers, callback_params: ['shop'], keep: ['team'] }
    expect(call(ext, { site: 'north', region: '' }, asked)).toEqual({
      headers: {
        'Depot-Version': '2026-01-01',
        'Client-Id': 'abc',
        'X-Site': 'north/one/7',
        Authorization: 'Bearer canary-access',
      },
      query: {},
    })
  })

  it('lets no value start a header of its own', () => {
    const asked = { oauth2_params_other: ['{"site":"Site"}'] }
    const strange = () => call({ api_headers: { 'X-Site': '{site}' } }, { site: 'a\r\nX-Admin: 1' }, asked)
    expect(strange).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  })

  it('is how validate and userinfo requests without headers of their own carry the token', () => {
    const ext = {
      api_auth: { in: 'query', name: 'tok' },
      api_headers: { 'Depot-Version': '3' },
      userinfo: { url: '/u' },
    }
    const input = { client: CLIENT, inputs: {}, tokens: TOKENS, fresh: FRESH }
    const made = config({ oauth2_validate_headers: [], oauth2_ext: ext })
    for (const request of [validateRequest({ ...input, config: made }), userinfoRequest({ ...input, config: made })]) {
      expect(request?.url).toMatch(/\?tok=canary-access$/)
      expect(request?.headers).toEqual({ accept: 'application/json', 'depot-version': '3' })
      expect(JSON.stringify(request)).not.toContain('canary')
    }
    const own = validateRequest({ ...input, config: config({ oauth2_ext: ext }) })
    expect(own?.headers['authorization']).toBe('Bearer canary-access')
    expect(own?.url).not.toContain('canary')
  })

  it('says nothing of OAuth 1, whose calls are signed, unless the config does', () => {
    expect(apiCall({ config: classicConfig(), inputs: {}, tokens: TOKENS })).toBeUndefined()
    const template = 'OAuth oauth_consumer_key="{consumer_key}", oauth_token="{oauth_token}"'
    const made = classicConfig({ oauth1_ext: { api_auth: { template } } })
    expect(apiCall({ config: made, inputs: {}, tokens: TOKENS })?.headers).toEqual({
      Authorization: 'OAuth oauth_consumer_key="abc", oauth_token="canary-access"',
    })
  })

  it.each([
    ['a client secret', { api_headers: { 'X-Key': '{client_secret}' } }, 'misplaced-name'],
    ['a refresh token', { api_auth: { template: '{refresh_token}' } }, 'misplaced-name'],
    ['what is new each time', { api_headers: { 'X-Id': '{uuid}' } }, 'misplaced-name'],
    ['an unknown name', { api_headers: { 'X-Id': '{sitee}' } }, 'unknown-name'],
    ['no header', { api_headers: { 'X Id': '1' } }, 'type-mismatch'],
    ['an unknown place', { api_auth: { in: 'body' } }, 'type-mismatch'],
    ['an unknown key', { api_auth: { tempalte: 'x' } }, 'unknown-key'],
    ['an empty template', { api_auth: { template: '' } }, 'type-mismatch'],
  ])('refuses %s at load', (_, ext, code) => {
    expect(errorsOf({ oauth2_ext: ext })).toEqual([code])
  })
})

describe('allow', () => {
  const asGet = { oauth2_token_method: 'GET', oauth2_token_data: ['{"key":"{client_secret}"}'] }

  it('6749-4: puts a client credential into an address only where the config allows it, and says so', () => {
    expect(errorsOf(asGet)).toEqual(['misplaced-name', 'misplaced-name'])
    const loaded = load({ ...asGet, oauth2_ext: { allow: ['secret_in_query'] } })
    expect(loaded.diagnostics.map(({ severity, code }) => [severity, code])).toEqual([['warning', 'weak-server']])
    expect(loaded.config).not.toBeNull()
    expect(errorsOf({ oauth2_ext: { revoke: { url: '/revoke', method: 'GET' } } })).toEqual(['misplaced-name'])
  })

  it('never allows a secret on the way to the login page, in an address itself, or an assertion in a query', () => {
    const ext = { allow: ['secret_in_query'] }
    expect(errorsOf({ oauth2_ext: ext, oauth2_auth_query: ['{"s":"{client_secret}"}'] })).toEqual(['misplaced-name'])
    expect(errorsOf({ oauth2_ext: ext, oauth2_token_url: '/t?s={client_secret}' })).toEqual(['misplaced-name'])
    const signed = { ...ext, client_auth: 'client_secret_jwt' }
    expect(errorsOf({ oauth2_ext: signed, oauth2_token_method: 'GET', oauth2_token_data: [] })).toEqual([
      'misplaced-name',
    ])
  })

  it('knows its exceptions by name', () => {
    expect(errorsOf({ oauth2_ext: { allow: ['anything'] } })).toEqual(['unknown-key'])
  })

  it('fills load-file keys into api_headers and counts them as used', () => {
    const entry = entryWith({ REGION: 'eu' })
    const loaded = load({ oauth2_ext: { api_headers: { 'X-Region': '{REGION}' } } }, { entry })
    expect(loaded.diagnostics).toEqual([])
  })
})
