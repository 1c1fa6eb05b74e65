import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { begin } from './begin.ts'
import { answer, CLIENT, config, errorsOf, FRESH, REDIRECT } from './fixtures/depot.ts'
import { readTokens } from './read-tokens.ts'
import { refreshAt } from './refresh-due.ts'
import { refreshRequest } from './refresh-request.ts'
import { tokenRequest } from './token-request.ts'
import type { TokenSet } from './token-set.ts'

const TOKENS: TokenSet = {
  accessToken: 'canary-old',
  tokenType: 'bearer',
  scopes: ['read'],
  issuedAt: 0,
  expiresAt: 3_600_000,
  kept: { site: 'eu' },
  callback: {},
}
const refresh = (changes: JsonObject, tokens: Partial<TokenSet> = {}) => {
  const input = { config: config(changes), client: CLIENT, inputs: {}, tokens: { ...TOKENS, ...tokens } }
  return refreshRequest({ ...input, redirectUri: REDIRECT, fresh: FRESH })
}
const form = (body: string | undefined) => Object.fromEntries(new URLSearchParams(body))

describe('refresh_with', () => {
  const byToken = {
    oauth2_refresh_method: 'GET',
    oauth2_refresh_data: [
      '{"grant_type":"ig_refresh_token","access_token":"{access_token}","client_id":null,"client_secret":null}',
    ],
    oauth2_ext: { refresh_with: 'access_token' },
  }

  it('presents the access token as the lists say, and nothing else', () => {
    const request = refresh(byToken)
    expect([request?.method, request?.url]).toEqual([
      'GET',
      'https://id.depot.example/o/oauth2/token?grant_type=ig_refresh_token&access_token=canary-old',
    ])
    expect(JSON.stringify(request)).not.toContain('canary')
    expect(refreshAt(config(byToken), TOKENS)).toBe(3_240_000 + 60_000)
  })

  it('takes {access_token} in refresh lists only where it says so, and never in an address', () => {
    expect(errorsOf({ oauth2_refresh_data: ['{"t":"{access_token}"}'] })).toEqual(['misplaced-name'])
    expect(errorsOf({ ...byToken, oauth2_refresh_url: '/renew/{access_token}' })).toEqual(['misplaced-name'])
    expect(errorsOf({ ...byToken, oauth2_token_data: ['{"t":"{access_token}"}'] })).toEqual(['misplaced-name'])
  })

  it('still refuses a secret in an address that the lists do not take out', () => {
    expect(errorsOf({ ...byToken, oauth2_refresh_data: [] })).toEqual(['misplaced-name'])
  })

  it('presents the client alone, with what was granted', () => {
    const request = refresh(
      { oauth2_refresh_data: [], oauth2_ext: { refresh_with: 'client' } },
      { refreshToken: 'canary-r' },
    )
    expect(form(request?.body)).toEqual({
      grant_type: 'client_credentials',
      scope: 'read',
      client_id: 'abc',
      client_secret: 'canary-secret',
    })
  })
})

describe('refresh_extends', () => {
  const ext = { refresh_extends: true, default_expires_in: 600 }
  const own = () => config({ oauth2_ext: ext })

  it.each([['{"result":"0000"}'], ['']])('keeps the token, and gives it a new life, on %j', body => {
    const read = readTokens(own(), answer(body), TOKENS)
    expect(read).toMatchObject({
      ok: true,
      tokens: {
        accessToken: 'canary-old',
        tokenType: 'bearer',
        scopes: ['read'],
        kept: { site: 'eu' },
        expiresAt: 1_800_000_600_000,
      },
    })
  })

  it.each([
    [answer({ error: 'invalid_grant' }, { status: 400 })],
    [answer({ error: 'invalid_grant' })],
    [answer('', { status: 500 })],
    [answer('<html>Sign in</html>')],
    [answer('all well')],
  ])('extends nothing on a refusal or a page (%#)', raw => {
    expect(readTokens(own(), raw, TOKENS).ok).toBe(false)
  })

  it('extends nothing that success_when does not hold for', () => {
    const strict = config({ oauth2_ext: { ...ext, success_when: { '/result': '0000' } } })
    expect(readTokens(strict, answer({ result: '5' }), TOKENS).ok).toBe(false)
    expect(readTokens(strict, answer(''), TOKENS).ok).toBe(false)
    expect(readTokens(strict, answer({ result: '0000' }), TOKENS).ok).toBe(true)
  })

  it('makes no token out of nothing at a sign-in', () => {
    expect(readTokens(own(), answer({ result: '0000' })).ok).toBe(false)
    expect(readTokens(config(), answer(''), TOKENS).ok).toBe(false)
  })
})

describe('resource', () => {
  const ext = { resource: ['https://api.depot.example', 'https://{site}.depot.example'] }
  const changes = (more: JsonObject = {}) => ({
    oauth2_params_other: ['{"site":"Site"}'],
    oauth2_token_data: [],
    oauth2_refresh_data: [],
    oauth2_ext: { ...ext, ...more },
  })
  const both = ['https://api.depot.example', 'https://eu.depot.example']
  const common = { client: CLIENT, inputs: { site: 'eu' }, scopes: [], redirectUri: REDIRECT, fresh: FRESH }

  it('8707-1: is repeated in both requests, and in a refresh unless the server rejects it there', () => {
    const own = config(changes())
    expect(new URL(begin({ ...common, config: own }).url).searchParams.getAll('resource')).toEqual(both)
    const token = tokenRequest({ ...common, config: own, code: 'c', verifier: 'v', captured: {}, state: 's' })
    expect(new URLSearchParams(token.body).getAll('resource')).toEqual(both)
    const input = { ...common, tokens: { ...TOKENS, refreshToken: 'r' } }
    expect(new URLSearchParams(refreshRequest({ ...input, config: own })?.body).getAll('resource')).toEqual(both)
    const without = config(changes({ resource_on_refresh: false }))
    expect(new URLSearchParams(refreshRequest({ ...input, config: without })?.body).has('resource')).toBe(false)
  })

  it('may be one text, and refuses names of a sign-in', () => {
    expect(config(changes({ resource: 'https://api.depot.example' })).resource).toHaveLength(1)
    expect(errorsOf(changes({ resource: ['{state}'] }))).toEqual(['misplaced-name'])
    expect(errorsOf(changes({ resource: 7 }))).toEqual(['type-mismatch'])
  })
})
