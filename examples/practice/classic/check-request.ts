import type { ClassicQuirks, ClassicSettings } from './classic-settings.ts'
import type { ClassicStore } from './classic-store.ts'
import { protocolParams, type Received, signatureFits } from './verify-signature.ts'

const MAX_SKEW_S = 300

/** A request whose signature holds. */
interface Checked {
  ok: true
  params: Record<string, string>
  token: string
}

/** A word of the OAuth Problem Reporting extension. */
export interface Problem {
  ok: false
  problem: string
}

export interface Checker {
  settings: ClassicSettings
  store: ClassicStore
  /** Milliseconds since the epoch. */
  now(): number
}

/**
 * Checks a signed request the way RFC 5849 §3.2 asks for. `secretOf` gives the secret of the token it names; an empty
 * token is the request for a temporary one.
 */
export function checkRequest(
  { settings, store, now }: Checker,
  received: Received,
  secretOf: (token: string) => string | undefined,
): Checked | Problem {
  const { client, quirks = {} } = settings
  const refuse = (problem: string): Problem => ({ ok: false, problem })
  const params = protocolParams(received)
  if (!params || !isWellPlaced(received, quirks.onlyIn)) return refuse('parameter_absent')
  const method = params['oauth_signature_method']
  if (params['oauth_consumer_key'] !== client.key) return refuse('consumer_key_unknown')
  if (quirks.onlyMethod && method !== quirks.onlyMethod) return refuse('signature_method_rejected')
  const token = params['oauth_token'] ?? ''
  const tokenSecret = secretOf(token)
  if (tokenSecret === undefined) return refuse('token_rejected')
  const seconds = Math.floor(now() / 1000) + (quirks.clockAhead ?? 0)
  const stamp = Number(params['oauth_timestamp'])
  if (!(Math.abs(stamp - seconds) <= MAX_SKEW_S)) return refuse('timestamp_refused')
  const secrets = { clientSecret: client.secret, tokenSecret, publicKey: client.publicKey ?? '' }
  if (!signatureFits(received, params, secrets)) return refuse('signature_invalid')
  const nonce = [client.key, token, stamp, params['oauth_nonce']].join('\n')
  return store.firstUse(nonce, now()) ? { ok: true, params, token } : refuse('nonce_used')
}

/** Where the signature has to be: a GET request has no body that could hold it. */
function isWellPlaced({ method, authorization, target }: Received, only: ClassicQuirks['onlyIn']): boolean {
  if (only === undefined || (only === 'body' && method === 'GET')) return true
  const inHeader = /^OAuth\s/i.test(authorization)
  return only === (inHeader ? 'header' : target.includes('oauth_signature=') ? 'query' : 'body')
}
