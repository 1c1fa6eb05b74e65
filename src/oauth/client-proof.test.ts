import {
  constants,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  verify,
  X509Certificate,
} from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { CERTIFICATE } from './fixtures/certificate.ts'
import { config, entryWith, errorsOf, load, REDIRECT } from './fixtures/depot.ts'
import type { Client } from './oauth-request.ts'
import { refreshRequest } from './refresh-request.ts'
import { revokeRequests } from './revoke-requests.ts'
import type { TokenSet } from './token-set.ts'
import { validateRequest } from './validate-request.ts'

const pem = {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
} as const
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048, ...pem })
const SHORT = generateKeyPairSync('rsa', { modulusLength: 1024, ...pem })
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256', ...pem })
const TOKENS: TokenSet = {
  accessToken: 'a',
  refreshToken: 'r',
  tokenType: 'bearer',
  issuedAt: 0,
  kept: {},
  callback: {},
}
const NOW = 1_800_000_000_123
const fresh = { now: NOW, random: (length: number) => new Uint8Array(randomBytes(length)) }

const withKey = (privateKey: string, more = {}) => ({
  entry: entryWith({ CLIENT_SECRET: '', PRIVATE_KEY: privateKey, ...more }),
})
const jwtConfig = (assertion: JsonObject, privateKey = RSA.privateKey, more: JsonObject = {}, keys = {}) =>
  config(
    { oauth2_refresh_data: [], oauth2_ext: { client_auth: 'private_key_jwt', assertion, ...more } },
    withKey(privateKey, { KID: 'key-7', ...keys }),
  )

const formOf = (own: ReturnType<typeof config>, client: Client) => {
  const input = { config: own, client, inputs: {}, tokens: TOKENS, redirectUri: REDIRECT, fresh }
  return Object.fromEntries(new URLSearchParams(refreshRequest(input)?.body))
}
const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString())

describe('private_key_jwt', () => {
  it.each([
    ['RS256', RSA, { padding: constants.RSA_PKCS1_PADDING }],
    ['PS256', RSA, { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }],
    ['ES256', EC, { dsaEncoding: 'ieee-p1363' as const }],
  ])('7523-1: %s proves the client by a signature that its public key verifies', (alg, pair, how) => {
    const sent = formOf(jwtConfig({ alg }, pair.privateKey), { clientId: 'abc', privateKey: pair.privateKey })
    expect(sent).toMatchObject({
      client_id: 'abc',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    })
    expect(sent).not.toHaveProperty('client_secret')
    const [header = '', claims = '', signature = ''] = (sent['client_assertion'] ?? '').split('.')
    const key = createPublicKey(pair.publicKey)
    expect(
      verify('sha256', Buffer.from(`${header}.${claims}`), { key, ...how }, Buffer.from(signature, 'base64url')),
    ).toBe(true)
    expect(decode(header)).toEqual({ alg, typ: 'JWT' })
  })

  it('7523-1: AUD-1 is from and about the client, for the issuer alone, for at most five minutes, with a new jti', () => {
    const own = jwtConfig({}, RSA.privateKey, { issuer: 'https://id.depot.example' })
    const client = { clientId: 'abc', privateKey: RSA.privateKey }
    const claims = Array.from({ length: 3 }, () => decode(formOf(own, client)['client_assertion']?.split('.')[1]))
    expect(claims[0]).toMatchObject({ iss: 'abc', sub: 'abc', aud: 'https://id.depot.example' })
    expect([claims[0].iat, claims[0].nbf, claims[0].exp]).toEqual([1_800_000_000, 1_800_000_000, 1_800_000_300])
    expect(new Set(claims.map(({ jti }) => jti)).size).toBe(3)
  })

  it('is for the token URL where no issuer is known, and for whom the config says else', () => {
    const client = { clientId: 'abc', privateKey: RSA.privateKey }
    const claimsOf = (assertion: JsonObject) =>
      decode(formOf(jwtConfig(assertion), client)['client_assertion']?.split('.')[1])
    expect(claimsOf({}).aud).toBe('https://id.depot.example/o/oauth2/token')
    const own = { aud: 'https://other.example/{client_id}', iss: 'issuer', sub: 'subject', seconds: 30 }
    expect(claimsOf(own)).toMatchObject({
      aud: 'https://other.example/abc',
      iss: 'issuer',
      sub: 'subject',
      exp: 1_800_000_030,
    })
  })

  it('names its key by kid, and by the thumbprint of a certificate', () => {
    const own = jwtConfig({ kid: '{KID}' }, RSA.privateKey, {}, { CERTIFICATE })
    const client = { clientId: 'abc', privateKey: RSA.privateKey, certificate: CERTIFICATE }
    const header = decode(formOf(own, client)['client_assertion']?.split('.')[0])
    const { raw } = new X509Certificate(CERTIFICATE)
    expect(header).toMatchObject({ kid: 'key-7', 'x5t#S256': createHash('sha256').update(raw).digest('base64url') })
  })

  it('goes along where tokens are ended, and never where an API is called', () => {
    const own = jwtConfig({}, RSA.privateKey, { revoke: { url: 'https://id.depot.example/revoke' } })
    const client = { clientId: 'abc', privateKey: RSA.privateKey }
    const input = { config: own, client, inputs: {}, tokens: TOKENS, fresh }
    const assertions = revokeRequests(input).map(({ body }) => new URLSearchParams(body).get('client_assertion'))
    expect(new Set(assertions).size).toBe(2)
    expect(JSON.stringify([validateRequest(input)?.body, validateRequest(input)?.url])).not.toContain('assertion')
  })

  it.each([
    ['no key', '', {}, 'missing-field'],
    ['a text that is no key', 'canary', {}, 'type-mismatch'],
    ['a short key', SHORT.privateKey, {}, 'type-mismatch'],
    ['a public key', RSA.publicKey, {}, 'type-mismatch'],
    ['a P-256 key for RS256', EC.privateKey, {}, 'type-mismatch'],
    ['an RSA key for ES256', RSA.privateKey, { alg: 'ES256' }, 'type-mismatch'],
    ['an algorithm without a signature', RSA.privateKey, { alg: 'none' }, 'type-mismatch'],
    ['a secret for HS256', RSA.privateKey, { alg: 'HS256' }, 'type-mismatch'],
    ['a life of an hour', RSA.privateKey, { seconds: 3600 }, 'type-mismatch'],
    ['a claim nobody knows', RSA.privateKey, { audience: 'x' }, 'unknown-key'],
    ['a claim that changes with each sign-in', RSA.privateKey, { aud: '{state}' }, 'misplaced-name'],
  ])('is refused at load with %s', (_what, key, assertion, code) => {
    const changes = { oauth2_ext: { client_auth: 'private_key_jwt', assertion } }
    expect(errorsOf(changes, withKey(key))).toEqual([code])
    expect(JSON.stringify(load(changes, withKey(key)).diagnostics)).not.toContain('canary')
  })

  it('is refused where it would stand in an address', () => {
    const changes = { oauth2_token_method: 'GET', oauth2_ext: { client_auth: 'private_key_jwt' } }
    expect(errorsOf(changes, withKey(RSA.privateKey))).toContain('misplaced-name')
  })

  it('says that a key is not used where the config proves the client by its secret', () => {
    const { diagnostics, config: made } = load({}, { entry: entryWith({ PRIVATE_KEY: RSA.privateKey, CERTIFICATE }) })
    expect(diagnostics.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['unused-key', 'PRIVATE_KEY'],
      ['unused-key', 'CERTIFICATE'],
    ])
    expect(JSON.stringify(made)).not.toContain('PRIVATE KEY')
  })
})

describe('client_secret_jwt', () => {
  it('signs with the secret, and does not send it', () => {
    const own = config({ oauth2_refresh_data: [], oauth2_ext: { client_auth: 'client_secret_jwt' } })
    const sent = formOf(own, { clientId: 'abc', clientSecret: 'canary-secret' })
    expect(decode(sent['client_assertion']?.split('.')[0])).toEqual({ alg: 'HS256', typ: 'JWT' })
    expect(JSON.stringify(sent)).not.toContain('canary')
    expect(formOf(own, { clientId: 'abc', clientSecret: 'other' })['client_assertion']).not.toBe(
      sent['client_assertion'],
    )
  })

  it('needs the secret', () => {
    expect(errorsOf({ oauth2_ext: { client_auth: 'client_secret_jwt' } }, withKey(''))).toEqual(['missing-field'])
  })
})
