import type { ErrorCode } from '#shared/errors/catalogue.ts'
import type { Json } from '#shared/json.ts'

/** A further token of a grant. */
export interface FurtherToken {
  accessToken: string
  refreshToken?: string
  /** Milliseconds since the epoch; absent: unknown. */
  expiresAt?: number
}

/** The tokens of one grant. Times are milliseconds since the epoch. */
export interface TokenSet {
  accessToken: string
  refreshToken?: string
  idToken?: string
  tokenType: string
  /** Granted, or as asked where the answer says nothing. */
  scopes?: string[]
  /** Not from a sign-in of ours: a person brought them; renewals keep it. */
  origin?: 'pasted'
  /** What the config offered when a person signed in; renewals keep it. */
  offered?: string[]
  issuedAt: number
  /** When a person signed in; renewals keep it. */
  signedInAt?: number
  /** Absent: unknown. It never means "for ever". */
  expiresAt?: number
  /** Fields of the answer named in `keep`. */
  kept: Record<string, Json>
  /** Parameters of the callback named in `callback_params`. */
  callback: Record<string, string>
  /** The refresh token before this one, while the server may still take it (`refresh_grace_seconds`). */
  previousRefresh?: { token: string; until: number }
  /** No answer gave the token an end, so the server was asked, and is asked again before it is handed out. */
  introspected?: boolean
  /** Further tokens of the same sign-in, by name. */
  also?: Record<string, FurtherToken>
  /** Newer tokens that take the place of these once the steps are done; their refresh token counts already. */
  unfinished?: { tokens: TokenSet; steps: string[] }
  /** The private key that the tokens are bound to (RFC 9449); renewals keep it. */
  dpopKey?: string
  /** OAuth 1: what signs beside the access token. The key is the client id that the token was given to. */
  oauth1?: { key: string; tokenSecret: string }
  /** Odd but readable things of the answer, in plain words. */
  notes?: string[]
}

/** oauth.md §11.3. */
export type FailureClass = 'gone' | 'config' | 'transient' | 'unknown' | 'policy'

export interface TokenFailure {
  class: FailureClass
  /** The error code of the server, or one word of ours. */
  error: string
  /** Plain text, at most 500 characters. */
  description: string
  /** The description is ours, with its next step: no answer came. */
  own?: true
  /** Seconds the server asks to wait. */
  retryAfter?: number
}

export type TokenResult = { ok: true; tokens: TokenSet } | { ok: false; failure: TokenFailure }

export type CallbackResult =
  | { ok: true; code: string; captured: Record<string, string> }
  | { ok: false; code: ErrorCode; detail: string }

/** Whose account a login is. */
export interface AccountIdentity {
  id?: string
  label?: string
}
