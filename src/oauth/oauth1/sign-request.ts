import type { Stamp } from '../oauth-request.ts'
import type { SigningSettings } from '../types.ts'
import { baseString, encodePair } from './base-string.ts'
import { makeSignature, type SigningKeys } from './make-signature.ts'
import { percentEncode } from './percent-encode.ts'

/** A request before it is signed. */
export interface PlainRequest {
  method: string
  url: string
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>
  body: string | undefined
}

export interface Signing {
  settings: SigningSettings
  keys: SigningKeys
  clientId: string
  /** Empty while there is no token. */
  token: string
  /** `oauth_callback` or `oauth_verifier`. */
  more: readonly (readonly [string, string])[]
  stamp: Stamp
}

type Pairs = readonly (readonly [string, string])[]

/**
 * Signs a request (RFC 5849 §3) and puts the signature where the config says. A request without a form body that
 * should carry it in the body carries it in the header. Only a form is signed along with the rest, no other body.
 */
export function signRequest(request: PlainRequest, signing: Signing): PlainRequest {
  const url = new URL(request.url)
  url.hash = ''
  const place = placeOf(request, signing.settings)
  const form = isForm(request) ? request.body : undefined
  const plain = protocolParams(signing)
  const base = baseString({ method: request.method, url, form, protocol: plain })
  const signature = makeSignature(signing.settings.method, base, signing.keys)
  const signed: Pairs = [...plain, ['oauth_signature', signature]]
  if (place === 'query') {
    // With its mark, or a query that itself begins with one would lose it.
    url.search = `?${join(url.search.slice(1), signed)}`
    return { ...request, url: url.href }
  }
  if (place === 'body') {
    const headers = { ...request.headers, 'content-type': 'application/x-www-form-urlencoded' }
    return { ...request, url: url.href, headers, body: join(request.body ?? '', signed) }
  }
  const authorization = authorizationHeader(signing.settings.realm, signed)
  return { ...request, url: url.href, headers: { ...request.headers, authorization } }
}

function protocolParams({ settings, clientId, token, more, stamp }: Signing): Pairs {
  return [
    ['oauth_consumer_key', clientId],
    ...(token === '' ? [] : [['oauth_token', token] as const]),
    ['oauth_signature_method', settings.method],
    ['oauth_timestamp', String(stamp.timestamp)],
    ['oauth_nonce', stamp.nonce],
    ...(settings.sendVersion ? [['oauth_version', '1.0'] as const] : []),
    ...more,
  ]
}

/** RFC 5849 §3.5.1. The realm is no parameter: it is quoted, not encoded, and not signed. */
function authorizationHeader(realm: string | null, params: Pairs): string {
  const parts = params.map(encodePair).map(([name, value]) => `${name}="${value}"`)
  const quoted = realm === null ? [] : [`realm="${realm.replace(/["\\]/g, '\\$&')}"`]
  return `OAuth ${[...quoted, ...parts].join(', ')}`
}

function placeOf({ method, body, headers }: PlainRequest, { sendIn }: SigningSettings): SigningSettings['sendIn'] {
  const mayHoldForm = !/^(?:GET|HEAD|DELETE)$/.test(method) && (body === undefined || isForm({ body, headers }))
  return sendIn === 'body' && !mayHoldForm ? 'header' : sendIn
}

function isForm({ body, headers }: Pick<PlainRequest, 'body' | 'headers'>): boolean {
  return body !== undefined && /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')
}

function join(before: string, params: Pairs): string {
  const added = params.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
  return [...(before === '' ? [] : [before]), ...added].join('&')
}
