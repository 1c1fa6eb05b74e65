/** The one application that may sign people in here. */
interface ClassicClient {
  key: string
  secret: string
  /** PEM, of a client that signs with RSA-SHA1. */
  publicKey?: string
}

/** Ways in which servers of OAuth 1 differ from each other; none by default. */
export interface ClassicQuirks {
  /** Does not say `oauth_callback_confirmed`. */
  unconfirmed?: boolean
  /** OAuth 1.0 as it was first: no verifier. */
  noVerifier?: boolean
  /** Takes the callback at the login page. */
  callbackOnAuthorize?: boolean
  /** Sends nobody back: it shows the verifier, to be typed by hand (`oob`). */
  byHand?: boolean
  /** Answers in JSON. */
  json?: boolean
  /** Names the token `denied` when the person says no. */
  deniedToken?: boolean
  /** Its clock is this many seconds ahead. */
  clockAhead?: number
  /** The only signature method it takes. */
  onlyMethod?: string
  /** The only place it takes the signature from. */
  onlyIn?: 'header' | 'query' | 'body'
}

export interface ClassicSettings {
  client: ClassicClient
  /** `http://127.0.0.1:4700`: what requests were signed for. */
  origin: string
  /** Callbacks lead to one of these origins. */
  callbackOrigins: readonly string[]
  /** Keeps access tokens. */
  storeFile: string
  quirks?: ClassicQuirks
}
