import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { protocolParams, type Received, signatureFits } from '../../../examples/practice/classic/verify-signature.ts'
import type { SignatureMethod } from '../types.ts'
import { type PlainRequest, type Signing, signRequest } from './sign-request.ts'

const RSA = generateKeyPairSync('rsa', {
  modulusLength: 1024,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

/** Letters that signers get wrong: spaces, pluses, percent signs, quotes, `!'()*`, and those of other scripts. */
const text = fc.string({
  unit: fc.constantFrom(...'aZ0-._~!\'()*+ %&=;:/?#[]@"\\<>{}|^`,$\n\té語😀'),
  maxLength: 8,
})
const name = text.filter(value => value !== '' && !value.startsWith('oauth_'))
const pairs = fc.array(fc.tuple(name, text), { maxLength: 5 })
/** The same parameters in the spellings that programs use. */
const spelling = fc.constantFrom<(list: [string, string][]) => string>(
  list => new URLSearchParams(list).toString(),
  list => list.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`).join('&'),
  list =>
    list
      .map(([key, value]) => encodeURIComponent(key) + (value === '' ? '' : `=${encodeURIComponent(value)}`))
      .join('&'),
  list =>
    list
      .map(([key, value]) => `${encodeURI(key).replace(/[&=#+;]/g, '')}x=${encodeURI(value).replace(/[&#]/g, '')}`)
      .join('&'),
)
const params = fc.tuple(pairs, spelling).map(([list, write]) => write(list))
const host = fc.constantFrom(
  'http://Example.COM',
  'http://example.com:80',
  'https://a.example:443',
  'https://a.example:8443',
  'http://[::1]:8080',
)
const path = fc.array(text, { maxLength: 3 }).map(parts => `/${parts.map(encodeURIComponent).join('/')}`)

const request = fc.record({
  origin: host,
  path: path.filter(value => !/(?:^|\/)\.{1,2}(?:\/|$)/.test(value)),
  query: params,
  form: fc.option(params, { nil: undefined }),
  verb: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
})
const signing = fc.record({
  method: fc.constantFrom<SignatureMethod>('HMAC-SHA1', 'HMAC-SHA256', 'HMAC-SHA512', 'RSA-SHA1', 'PLAINTEXT'),
  sendIn: fc.constantFrom('header' as const, 'query' as const, 'body' as const),
  realm: fc.constantFrom(null, 'Photos', 'a "quoted\\ realm", oauth_nonce=x'),
  sendVersion: fc.boolean(),
  clientId: text.filter(value => value !== ''),
  clientSecret: text,
  token: text,
  tokenSecret: text,
  verifier: text,
  nonce: text,
})

type Request = typeof request extends fc.Arbitrary<infer T> ? T : never
type Settings = typeof signing extends fc.Arbitrary<infer T> ? T : never

function sign({ origin, path: at, query, form, verb }: Request, settings: Settings): PlainRequest {
  const { method, sendIn, realm, sendVersion, clientSecret, tokenSecret } = settings
  const hasForm = form !== undefined && form !== '' && verb !== 'GET' && verb !== 'DELETE'
  const headers: Record<string, string> = hasForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {}
  const full: Signing = {
    settings: { method, sendIn, realm, sendVersion },
    keys: { clientSecret, tokenSecret, privateKey: RSA.privateKey },
    clientId: settings.clientId,
    token: settings.token,
    more: settings.verifier === '' ? [] : [['oauth_verifier', settings.verifier]],
    stamp: { nonce: settings.nonce, timestamp: 1_700_000_000 },
  }
  const url = `${origin}${at}${query === '' ? '' : `?${query}`}`
  return signRequest({ method: verb, url, headers, body: hasForm ? form : undefined }, full)
}

/** What a server sees of it. */
function received({ method, url, headers, body }: PlainRequest): Received {
  const sent = new URL(url)
  return {
    method,
    origin: `${sent.protocol}//${sent.host}`,
    target: sent.pathname + sent.search,
    authorization: headers['authorization'] ?? '',
    contentType: headers['content-type'] ?? '',
    body: body ?? '',
  }
}

const RUNS = 1_000
/** The slowest machine signs with RSA well within it. */
const PATIENCE = 60_000

describe('signRequest', () => {
  it(
    '5849-5 is believed by a server that was written after the RFC alone',
    () => {
      fc.assert(
        fc.property(request, signing, (asked, settings) => {
          const seen = received(sign(asked, settings))
          const found = protocolParams(seen)
          const { clientSecret, tokenSecret } = settings
          const secrets = { clientSecret, tokenSecret, publicKey: RSA.publicKey }
          expect(found && signatureFits(seen, found, secrets)).toBe(true)
          expect(found?.['oauth_token'] ?? '').toBe(settings.token)
          expect(found?.['oauth_nonce']).toBe(settings.nonce)
        }),
        { numRuns: RUNS },
      )
    },
    PATIENCE,
  )

  it(
    'is not believed when a byte of path, query, form or secret was changed',
    () => {
      const part = fc.constantFrom('path', 'query', 'form', 'method', 'clientSecret', 'tokenSecret')
      fc.assert(
        fc.property(request, signing, part, (asked, settings, changed) => {
          fc.pre(settings.method !== 'PLAINTEXT')
          const seen = received(sign({ ...asked, form: 'a=1', verb: 'POST' }, settings))
          const found = protocolParams(seen) ?? {}
          const secrets = {
            clientSecret: settings.clientSecret,
            tokenSecret: settings.tokenSecret,
            publicKey: RSA.publicKey,
          }
          if (changed === 'path') seen.target = `/x${seen.target}`
          else if (changed === 'query') seen.target += `${seen.target.includes('?') ? '&' : '?'}x=1`
          else if (changed === 'form') seen.body += '&x=1'
          else if (changed === 'method') seen.method = 'PUT'
          else if (settings.method === 'RSA-SHA1') seen.origin = 'http://elsewhere.example'
          else secrets[changed] += 'x'
          expect(signatureFits(seen, found, secrets)).toBe(false)
        }),
        { numRuns: RUNS / 2 },
      )
    },
    PATIENCE,
  )

  it('keeps the address as it is read by a parser, without its fragment', () => {
    const plain = { method: 'GET', url: 'HTTP://Example.com:80/a b/../c?x=é#frag', headers: {}, body: undefined }
    const settings = { method: 'HMAC-SHA1', sendIn: 'header', realm: null, sendVersion: true } as const
    const keys = { clientSecret: 's', tokenSecret: '', privateKey: '' }
    const stamp = { nonce: 'n', timestamp: 1 }
    const { url, headers } = signRequest(plain, { settings, keys, clientId: 'c', token: '', more: [], stamp })
    expect(url).toBe('http://example.com/c?x=%C3%A9')
    expect(headers['authorization']).toMatch(/^OAuth oauth_consumer_key="c", /)
  })
})
