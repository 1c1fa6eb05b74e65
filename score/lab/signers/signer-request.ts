import type { SignatureMethod } from '#oauth/types.ts'

/** One parameter as it is meant, and as it is written. */
export interface WrittenPair {
  name: string
  value: string
  /** Percent-encoded in one of the ways that are legal. */
  raw: string
}

/** A request of OAuth 1 in parts, so that every signer gets it in the form it takes. */
export interface SignerRequest {
  method: string
  scheme: 'http' | 'https'
  /** As written: capitals stay. */
  host: string
  /** `:8080`, or empty. */
  port: string
  /** As written, encoded; empty or from the first slash on. */
  path: string
  query: WrittenPair[]
  /** A form body; null: there is none. */
  form: WrittenPair[] | null
  signatureMethod: SignatureMethod
  clientId: string
  clientSecret: string
  /** Null while there is no token. */
  token: { token: string; secret: string } | null
  /** `oauth_callback` or `oauth_verifier`. */
  more: [name: string, value: string] | null
  nonce: string
  timestamp: number
  version: boolean
  realm: string | null
}

export function urlOf({ scheme, host, port, path, query }: SignerRequest): string {
  const search = query.length === 0 ? '' : `?${query.map(({ raw }) => raw).join('&')}`
  return `${scheme}://${host}${port}${path}${search}`
}

export function formOf({ form }: SignerRequest): string | undefined {
  return form?.map(({ raw }) => raw).join('&')
}

/** The protocol's parameters without the signature. */
export function protocolOf(request: SignerRequest): [string, string][] {
  const { clientId, nonce, signatureMethod, timestamp, version, token, more } = request
  return [
    ['oauth_consumer_key', clientId],
    ['oauth_nonce', nonce],
    ['oauth_signature_method', signatureMethod],
    ['oauth_timestamp', String(timestamp)],
    ...(version ? [['oauth_version', '1.0'] as [string, string]] : []),
    ...(token ? [['oauth_token', token.token] as [string, string]] : []),
    ...(more ? [more] : []),
  ]
}

/** Parameters as an object whose repeated names have lists. */
export function asLists(pairs: readonly (readonly [string, string])[]): Record<string, string | string[]> {
  const lists = new Map<string, string[]>()
  for (const [name, value] of pairs) lists.set(name, [...(lists.get(name) ?? []), value])
  return Object.fromEntries(
    [...lists].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  )
}
