import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { apiCall } from './api-call.ts'
import { begin } from './begin.ts'
import { newDpopKey, openDpopKey, thumbprintOf } from './dpop-key.ts'
import { dpopProof } from './dpop-proof.ts'
import { answer, CLIENT, config, errorsOf, REDIRECT } from './fixtures/depot.ts'
import { readTokens } from './read-tokens.ts'
import { refreshRequest } from './refresh-request.ts'
import { send } from './send.ts'
import type { TokenSet } from './token-set.ts'
import { validateRequest } from './validate-request.ts'
import { wantedNonce } from './wanted-nonce.ts'

const random = (length: number) => new Uint8Array(randomBytes(length))
const fresh = { now: 1_800_000_000_123, random }
const KEY = newDpopKey(random)
const own = () => config({ oauth2_refresh_data: [], oauth2_validate_headers: [], oauth2_ext: { dpop: 'on' } })
const TOKENS: TokenSet = {
  accessToken: 'canary-access',
  refreshToken: 'canary-refresh',
  tokenType: 'dpop',
  issuedAt: 0,
  kept: {},
  callback: {},
  dpopKey: KEY,
}
const input = () => ({ config: own(), client: CLIENT, inputs: {}, tokens: TOKENS, redirectUri: REDIRECT, fresh })

/** Head and claims of a proof whose signature its own key verifies. */
function opened(proof = '') {
  const [head = '', claims = '', signature = ''] = proof.split('.')
  const parse = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
  const key = createPublicKey({ format: 'jwk', key: parse(head).jwk })
  const signed = { key, dsaEncoding: 'ieee-p1363' } as const
  expect(verify('sha256', Buffer.from(`${head}.${claims}`), signed, Buffer.from(signature, 'base64url'))).toBe(true)
  return { head: parse(head), claims: parse(claims) }
}

describe('a proof of a key', () => {
  it('9449-1: names its request without the query, the time, the token and the nonce, and verifies', () => {
    const proven = { method: 'POST', url: 'https://id.depot.example/token?a=1#b', accessToken: 'canary-a', nonce: 'n1' }
    const { head, claims } = opened(dpopProof(KEY, proven, fresh))
    expect(head).toEqual({ typ: 'dpop+jwt', alg: 'ES256', jwk: openDpopKey(KEY).jwk })
    expect(claims).toEqual({
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      htm: 'POST',
      htu: 'https://id.depot.example/token',
      iat: 1_800_000_000,
      ath: createHash('sha256').update('canary-a').digest('base64url'),
      nonce: 'n1',
    })
  })

  it('9449-1: is another one every time, and holds no part of the private key', () => {
    const proven = { method: 'GET', url: 'https://depot.example/me' }
    const proofs = Array.from({ length: 50 }, () => dpopProof(KEY, proven, fresh))
    expect(new Set(proofs.map(proof => opened(proof).claims.jti)).size).toBe(50)
    expect(proofs.join('') + JSON.stringify(opened(proofs[0]))).not.toContain(KEY)
  })

  it('9449-1: has a thumbprint as RFC 7638 writes it, and another key for every login', () => {
    const { crv, kty, x, y } = openDpopKey(KEY).jwk
    const text = `{"crv":"${crv}","kty":"${kty}","x":"${x}","y":"${y}"}`
    expect(thumbprintOf(KEY)).toBe(createHash('sha256').update(text).digest('base64url'))
    expect(new Set(Array.from({ length: 50 }, () => newDpopKey(random))).size).toBe(50)
  })

  it('takes no bytes that are no key of the curve', () => {
    let tries = 0
    const odd = (length: number) => (tries++ === 0 ? new Uint8Array(length).fill(255) : random(length))
    expect(openDpopKey(newDpopKey(odd)).jwk.kty).toBe('EC')
    expect(tries).toBe(2)
    expect(() => openDpopKey('nonsense')).toThrow(/cannot be read/)
  })
})

describe('dpop', () => {
  it('9449-1: binds the code to the key, which only the server keeps', () => {
    const begun = begin({ config: own(), client: CLIENT, inputs: {}, scopes: [], redirectUri: REDIRECT, fresh })
    const { dpopKey = '' } = begun.secrets
    expect(new URL(begun.url).searchParams.get('dpop_jkt')).toBe(thumbprintOf(dpopKey))
    expect(begun.url).not.toContain(dpopKey)
    const plain = begin({ config: config(), client: CLIENT, inputs: {}, scopes: [], redirectUri: REDIRECT, fresh })
    expect([plain.secrets.dpopKey, new URL(plain.url).searchParams.get('dpop_jkt')]).toEqual([undefined, null])
  })

  it('9449-1: proves the key of the login in a renewal, without a token, and in calls with theirs', async () => {
    const renewal = refreshRequest(input())
    const proved = renewal?.prove?.({ ...fresh, nonce: 'n1' })
    expect(opened(proved?.headers['dpop']).claims).toMatchObject({ htm: 'POST', nonce: 'n1' })
    expect(opened(proved?.headers['dpop']).claims).not.toHaveProperty('ath')
    const called = validateRequest(input())?.prove?.({ ...fresh, nonce: undefined })
    expect(called?.headers['authorization']).toBe('DPoP canary-access')
    expect(opened(called?.headers['dpop']).claims).toHaveProperty('ath')
    expect(JSON.stringify([renewal, proved, called])).not.toMatch(new RegExp(`canary|${KEY}`))
    if (renewal)
      await expect(send(async () => Promise.reject(new Error('sent')), renewal)).rejects.toThrow('not signed')
  })

  it('9449-1: takes no token that is not bound, and keeps the key with those that are', () => {
    const read = (token_type: string) => readTokens(own(), answer({ access_token: 'a', token_type }), { dpopKey: KEY })
    expect(read('DPoP')).toMatchObject({ ok: true, tokens: { dpopKey: KEY, tokenType: 'dpop' } })
    expect(read('Bearer')).toMatchObject({ ok: false, failure: { class: 'config', error: 'not_bound' } })
  })

  it('names a login from before the key as what it is', () => {
    const { dpopKey: _none, ...before } = { ...TOKENS, tokenType: 'bearer' }
    const call = (tokens: TokenSet) => apiCall({ config: own(), inputs: {}, tokens })?.headers['Authorization']
    expect([call(before), call(TOKENS)]).toEqual(['Bearer canary-access', 'DPoP canary-access'])
    expect(refreshRequest({ ...input(), tokens: before })?.prove).toBeUndefined()
  })

  it('9449-1: reads which nonce a server wants, at its token endpoint and at its API', () => {
    const nonce = { 'dpop-nonce': 'n2' }
    const refused = answer({ error: 'use_dpop_nonce' }, { status: 400, headers: nonce })
    const challenge = { ...nonce, 'www-authenticate': 'DPoP error="use_dpop_nonce", algs="ES256"' }
    expect(wantedNonce(refused)).toBe('n2')
    expect(wantedNonce(answer('', { status: 401, headers: challenge }))).toBe('n2')
    expect(wantedNonce(answer({ error: 'invalid_grant' }, { status: 400, headers: nonce }))).toBeUndefined()
    expect(wantedNonce(answer({ error: 'use_dpop_nonce' }, { status: 400 }))).toBeUndefined()
    expect(wantedNonce(answer({ access_token: 'a' }, { headers: nonce }))).toBeUndefined()
  })

  it('is refused at load with another word', () => {
    expect(errorsOf({ oauth2_ext: { dpop: 'yes' } })).toEqual(['type-mismatch'])
  })
})
