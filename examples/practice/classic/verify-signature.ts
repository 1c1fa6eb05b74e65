import { createHmac, timingSafeEqual, verify } from 'node:crypto'
import { parse } from 'node:querystring'

/** What a request of OAuth 1 looks like to the server that gets it. */
export interface Received {
  method: string
  /** Scheme and host the server is reached at: `http://127.0.0.1:4700`. */
  origin: string
  /** Path and query as they came. */
  target: string
  authorization: string
  contentType: string
  body: string
}

export interface Secrets {
  clientSecret: string
  tokenSecret: string
  /** PEM, of a client that signs with RSA. */
  publicKey: string
}

type Params = Record<string, string>

/** The parameters of the protocol, from header, query or form. Undefined when they stand in several of them. */
export function protocolParams(received: Received): Params | undefined {
  const places = [headerParams(received.authorization), lists(queryOf(received.target)), lists(formOf(received))]
  const found = places
    .map(params => params.filter(([name]) => name.startsWith('oauth_')))
    .filter(list => list.length > 0)
  const [only] = found
  return found.length === 1 && only && new Set(only.map(([name]) => name)).size === only.length
    ? Object.fromEntries(only)
    : undefined
}

/** True when the signature fits the request: written after RFC 5849 alone, and with nothing of the app's own signer. */
export function signatureFits(received: Received, params: Params, secrets: Secrets): boolean {
  const given = params['oauth_signature'] ?? ''
  const pair = `${encode(secrets.clientSecret)}&${encode(secrets.tokenSecret)}`
  switch (params['oauth_signature_method']) {
    case 'PLAINTEXT':
      return same(given, pair)
    case 'HMAC-SHA1':
      return same(given, createHmac('sha1', pair).update(baseString(received)).digest('base64'))
    case 'HMAC-SHA256':
      return same(given, createHmac('sha256', pair).update(baseString(received)).digest('base64'))
    case 'HMAC-SHA512':
      return same(given, createHmac('sha512', pair).update(baseString(received)).digest('base64'))
    case 'RSA-SHA1':
      if (secrets.publicKey === '') return false
      return verify('sha1', Buffer.from(baseString(received)), secrets.publicKey, Buffer.from(given, 'base64'))
    default:
      return false
  }
}

function baseString(received: Received): string {
  const all = [...headerParams(received.authorization), ...lists(queryOf(received.target)), ...lists(formOf(received))]
  const signed = all.filter(([name]) => name !== 'oauth_signature')
  // U+0000 is below every letter, so one sort orders by name first and by value second.
  const lines = signed.map(([name, value]) => `${encode(name)}\u0000${encode(value)}`).sort()
  const list = lines.map(line => line.replace('\u0000', '=')).join('&')
  return `${received.method.toUpperCase()}&${encode(baseUri(received))}&${encode(list)}`
}

function baseUri({ origin, target }: Received): string {
  const [scheme = '', host = ''] = origin.toLowerCase().split('://')
  const bare = host.replace(scheme === 'http' ? /:80$/ : /:443$/, '')
  return `${scheme}://${bare}${target.replace(/\?.*$/s, '')}`
}

/** `OAuth realm="…", oauth_token="…"`; the realm is no parameter. */
function headerParams(authorization: string): [string, string][] {
  if (!/^OAuth\s/i.test(authorization)) return []
  return [...authorization.matchAll(/([\w.~%-]+)="([^"]*)"/g)]
    .map(([, name = '', value = '']): [string, string] => [decodeURIComponent(name), decodeURIComponent(value)])
    .filter(([name]) => name !== 'realm')
}

function queryOf(target: string): string {
  return /\?(.*)$/s.exec(target)?.[1] ?? ''
}

function formOf({ contentType, body }: Received): string {
  return /^application\/x-www-form-urlencoded\b/i.test(contentType) ? body : ''
}

function lists(text: string): [string, string][] {
  return Object.entries(parse(text, '&', '=', { maxKeys: 0 })).flatMap(([name, value = '']) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
}

function same(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)]
  return first.length === second.length && timingSafeEqual(first, second)
}
