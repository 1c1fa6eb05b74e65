/** The application's registration at the server. */
export interface Client {
  clientId: string
  clientSecret?: string
  /** PEM; signs in place of the secret with RSA-SHA1 and private_key_jwt. */
  privateKey?: string
  /** PEM; names the key to the server by its thumbprint. */
  certificate?: string
}

/** A request that can be logged: `JSON.stringify` shows method, scheme, host and path, nothing else. */
export interface OAuthRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly ca: string | undefined
  /** The certificate that the client shows, and its key (RFC 8705). */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** OAuth 1: the request is sent only as this makes it, anew for every try. */
  readonly sign?: (stamp: Stamp) => OAuthRequest
  /** Tokens bound to a key: the same, with a proof of the key (RFC 9449 §4). */
  readonly prove?: (moment: Fresh & { nonce: string | undefined }) => OAuthRequest
  toJSON(): { method: string; url: string }
}

/** What makes a signature of OAuth 1 good for one request only. */
export interface Stamp {
  nonce: string
  /** Whole seconds since the epoch. */
  timestamp: number
}

export interface RawAnswer {
  status: number
  headers: Record<string, string>
  bytes: Uint8Array
  /** Milliseconds since the epoch. */
  receivedAt: number
}

/** Cryptographically strong random bytes, handed in. */
export type RandomBytes = (length: number) => Uint8Array

/** The moment a request is made, and randomness for it. */
export interface Fresh {
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly random: RandomBytes
}

/** The guarded way out, handed in (`#egress/create-fetch.ts`). */
export type OAuthFetch = (request: {
  method: string
  url: string
  headers: Record<string, string>
  body?: string
  ca?: string
  tls?: { cert: string; key: string }
}) => Promise<RawAnswer>
