import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { CLASSIC_CLIENT, CLASSIC_REDIRECT, classicConfig } from '../fixtures/classic.ts'
import { answer } from '../fixtures/depot.ts'
import type { OAuthRequest } from '../oauth-request.ts'
import { readTokens } from '../read-tokens.ts'
import { refreshRequest } from '../refresh-request.ts'
import { revokeRequests } from '../revoke-requests.ts'
import { send } from '../send.ts'
import type { TokenSet } from '../token-set.ts'
import { validateRequest } from '../validate-request.ts'
import { accessRequest } from './access-request.ts'
import { authorizeUrl } from './authorize-url.ts'
import { clockOffset } from './clock-offset.ts'
import { randomStamp } from './random-stamp.ts'
import { readTemporary } from './read-temporary.ts'
import { temporaryRequest } from './temporary-request.ts'

const STAMP = { nonce: 'n1', timestamp: 1_700_000_000 }
const TOKENS: TokenSet = {
  accessToken: 'tok/1',
  tokenType: 'oauth1',
  oauth1: { key: 'abc', tokenSecret: 'canary-token' },
  issuedAt: 0,
  kept: { site: 'eu' },
  callback: {},
}

const input = (changes = {}, inputs: Record<string, string> = {}) => ({
  config: classicConfig(changes),
  client: CLASSIC_CLIENT,
  inputs,
  scopes: ['read'],
  redirectUri: CLASSIC_REDIRECT,
})
const signed = (request: OAuthRequest | null | undefined) => request?.sign?.(STAMP)
const params = (request: OAuthRequest | undefined) =>
  Object.fromEntries(
    [...(request?.headers['authorization'] ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      decodeURIComponent(value),
    ]),
  )

describe('requests of OAuth 1', () => {
  it('ask for a temporary token with the callback of this provider, and for nothing twice', () => {
    const request = signed(temporaryRequest(input({ oauth1_request_token_data: ['{"scope":"{scope}"}'] })))
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://api.depot.example/oauth/request_token',
      body: 'scope=read',
    })
    expect(params(request)).toMatchObject({
      oauth_callback: CLASSIC_REDIRECT,
      oauth_consumer_key: 'abc',
      oauth_nonce: 'n1',
      oauth_signature_method: 'HMAC-SHA1',
      oauth_timestamp: '1700000000',
      oauth_version: '1.0',
    })
    expect(params(request)).not.toHaveProperty('oauth_token')
    const older = signed(temporaryRequest(input({ oauth1_ext: { callback_in: 'authorize', send_version: false } })))
    expect(Object.keys(params(older))).not.toContain('oauth_callback')
    expect(Object.keys(params(older))).not.toContain('oauth_version')
  })

  it('send the browser on with the token, the scope and what the config adds', () => {
    const changes = { oauth1_authorize_query: ['{"name":"Flow","scope":"{scope}","expiration":"never"}'] }
    expect(authorizeUrl({ ...input(changes), token: 'a b' })).toBe(
      'https://api.depot.example/oauth/authorize?oauth_token=a+b&name=Flow&scope=read&expiration=never',
    )
    const older = authorizeUrl({ ...input({ oauth1_ext: { callback_in: 'authorize' } }), token: 't' })
    expect(new URL(older).searchParams.get('oauth_callback')).toBe(CLASSIC_REDIRECT)
  })

  it('turn the temporary token into the one to keep', () => {
    const temporary = { token: 'tmp', secret: 'canary-temporary' }
    const request = signed(accessRequest({ ...input(), temporary, verifier: 'v1' }))
    expect(params(request)).toMatchObject({ oauth_token: 'tmp', oauth_verifier: 'v1' })
    const older = signed(accessRequest({ ...input(), temporary, verifier: '' }))
    expect(params(older)).not.toHaveProperty('oauth_verifier')
  })

  it('prove and end a token with its own signature, and refresh nothing', () => {
    const config = classicConfig({
      oauth1_validate_url: 'https://api.depot.example/me',
      oauth1_validate_query: ['{"site":"{token.site}"}'],
      oauth1_ext: {
        keep: ['site'],
        revoke: { url: 'https://api.depot.example/tokens/{oauth_token}', method: 'DELETE' },
      },
    })
    const fresh = { now: 0, random: (length: number) => new Uint8Array(length) }
    const given = { config, client: CLASSIC_CLIENT, inputs: {}, tokens: TOKENS, fresh }
    const validate = signed(validateRequest(given))
    expect([validate?.url, params(validate)['oauth_token']]).toEqual(['https://api.depot.example/me?site=eu', 'tok/1'])
    const [revoke] = revokeRequests(given)
    expect([revoke?.method, signed(revoke)?.url]).toEqual(['DELETE', 'https://api.depot.example/tokens/tok%2F1'])
    expect(refreshRequest({ ...given, redirectUri: CLASSIC_REDIRECT })).toBeNull()
  })

  it('sign a JSON body with nothing of it, and keep the form of the header', () => {
    const changes = {
      oauth1_request_token_headers: ['{"Content-Type":"application/json"}'],
      oauth1_request_token_data: ['{"scope":"{scope}"}'],
      oauth1_send_in: 'body',
    }
    const request = signed(temporaryRequest(input(changes)))
    expect(request?.body).toBe('{"scope":"read"}')
    const other = signed(temporaryRequest({ ...input(changes), scopes: ['write'] }))
    expect(params(other)['oauth_signature']).toBe(params(request)['oauth_signature'])
  })

  it('show no secret when they are printed, and cannot leave unsigned', async () => {
    const request = accessRequest({ ...input(), temporary: { token: 't', secret: 'canary-temporary' }, verifier: 'v' })
    const shown = JSON.stringify([request, signed(request)]) + inspect([request, signed(request)])
    expect(shown).not.toMatch(/canary|oauth_signature/)
    const never = () => Promise.reject(new Error('it was sent'))
    await expect(send(never, request)).rejects.toThrow('not signed')
  })

  it('5849-7: never send PLAINTEXT without TLS, but to this very machine', () => {
    const plain = { oauth1_signature_method: 'PLAINTEXT', base_url: 'http://127.0.0.1:1' }
    expect(signed(temporaryRequest(input(plain)))?.url).toBe('http://127.0.0.1:1/request_token')
    const config = { ...classicConfig(plain), loopbackHttp: false }
    expect(() => temporaryRequest({ ...input(), config })).toThrow()
  })

  it('5849-4: carry a nonce of 16 random bytes, and whole seconds', () => {
    const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
    const stamps = Array.from({ length: 10_000 }, () => randomStamp(random, 1_700_000_000_999))
    expect(new Set(stamps.map(({ nonce }) => nonce)).size).toBe(10_000)
    expect(stamps.every(({ nonce, timestamp }) => /^[0-9a-f]{32}$/.test(nonce) && timestamp === 1_700_000_000)).toBe(
      true,
    )
  })
})

const form = (text: string, changes = {}) =>
  answer(text, { headers: { 'content-type': 'application/x-www-form-urlencoded' }, ...changes })

describe('answers of OAuth 1', () => {
  it.each([
    ['a form', form('oauth_token=t&oauth_token_secret=s&oauth_callback_confirmed=true')],
    ['JSON', answer({ oauth_token: 't', oauth_token_secret: 's', oauth_callback_confirmed: true })],
    [
      'a form labelled as a page',
      form('oauth_token=t&oauth_token_secret=s&oauth_callback_confirmed=TRUE', { headers: {} }),
    ],
  ])('are read as %s', (_, raw) => {
    expect(readTemporary(classicConfig(), raw)).toEqual({ ok: true, token: 't', secret: 's' })
  })

  it('5849-1: have to confirm the callback, unless the config says that this server cannot', () => {
    const raw = form('oauth_token=t&oauth_token_secret=s')
    expect(readTemporary(classicConfig(), raw)).toEqual({ ok: false, unconfirmed: true })
    expect(readTemporary(classicConfig({ oauth1_no_callback_confirmed: true }), raw)).toMatchObject({ ok: true })
    expect(readTemporary(classicConfig(), form('oauth_token=t&oauth_callback_confirmed=false'))).toMatchObject({
      ok: false,
    })
  })

  it('give the token with what the config keeps, under other names too', () => {
    const config = classicConfig({
      oauth1_ext: { fields: { oauth_token: '/token', oauth_token_secret: '/secret' }, keep: ['site'] },
    })
    const read = readTokens(config, form('token=t&secret=s%2F1&site=eu&oauth_expires_in=60'), { scopes: ['read'] })
    expect(read).toMatchObject({
      ok: true,
      tokens: {
        accessToken: 't',
        oauth1: { key: 'abc', tokenSecret: 's/1' },
        kept: { site: 'eu' },
        scopes: ['read'],
        expiresAt: 1_800_000_060_000,
      },
    })
  })

  it.each([
    ['oauth_problem=token_expired', 401, 'gone', 'token_expired'],
    ['oauth_problem=permission_denied', 401, 'policy', 'permission_denied'],
    ['oauth_problem=nonce_used', 401, 'transient', 'nonce_used'],
    ['oauth_problem=signature_invalid&oauth_problem_advice=Mind+the+key', 401, 'config', 'signature_invalid'],
    ['{"errors":[{"code":32,"message":"Could not authenticate you"}]}', 401, 'config', '32'],
    ['Invalid signature', 401, 'config', 'http_401'],
    ['oauth_problem=token_expired', 503, 'transient', 'token_expired'],
    ['', 200, 'transient', 'no_token'],
    ['oauth_token=', 200, 'transient', 'no_token'],
  ])('%s with %i is a failure of the class %s', (text, status, kind, error) => {
    const read = readTokens(classicConfig(), form(text, { status }))
    expect(read).toMatchObject({ ok: false, failure: { class: kind, error } })
  })

  it('5849-6: say by how much the clocks differ, when that was the reason', () => {
    const now = Date.parse('2026-01-01T00:00:00Z')
    const refused = (text: string, date: string, status = 401) => form(text, { status, headers: { date } })
    const ahead = 'Thu, 01 Jan 2026 01:00:00 GMT'
    expect(clockOffset(refused('oauth_problem=timestamp_refused', ahead), now)).toBe(3_600_000)
    expect(clockOffset(refused('Timestamp out of bounds.', 'Wed, 31 Dec 2025 23:00:00 GMT'), now)).toBe(-3_600_000)
    expect(clockOffset(refused('oauth_problem=signature_invalid', ahead), now)).toBeUndefined()
    expect(clockOffset(refused('timestamp_refused', ahead, 200), now)).toBeUndefined()
    expect(clockOffset(refused('timestamp_refused', 'Thu, 01 Jan 2026 00:00:01 GMT'), now)).toBeUndefined()
    expect(clockOffset(refused('timestamp_refused', 'soon'), now)).toBeUndefined()
  })
})
