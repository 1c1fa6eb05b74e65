import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import type { OAuth2Config } from './types.ts'

/** Clocks of two machines differ by so much at most. */
const LEEWAY_MS = 60_000
const MAX_LENGTH = 64_000

type IdTokenResult = { ok: true; claims: JsonObject } | { ok: false; why: string }

interface Expected {
  clientId: string
  /** What was sent to the login page; absent: nothing was. */
  nonce?: string | undefined
  /** Milliseconds since the epoch. */
  now: number
}

/**
 * The claims of an id_token that came over TLS from the token endpoint, so that its signature may go unread
 * (OpenID Connect Core 1.0 §3.1.3.7): issuer, audience, end and nonce are compared. Throws nothing.
 */
export function readIdToken(config: OAuth2Config, idToken: string, expected: Expected): IdTokenResult {
  const claims = claimsOf(idToken)
  if (!claims) return { ok: false, why: 'cannot be read' }
  if (config.issuer !== null && own(claims, 'iss') !== config.issuer) return { ok: false, why: 'names another issuer' }
  if (!isFor(claims, expected.clientId)) return { ok: false, why: 'was made for another application' }
  const exp = own(claims, 'exp')
  if (typeof exp !== 'number' || exp * 1000 + LEEWAY_MS <= expected.now) return { ok: false, why: 'is over' }
  if (expected.nonce !== undefined && own(claims, 'nonce') !== expected.nonce) {
    return { ok: false, why: 'belongs to another sign-in' }
  }
  return { ok: true, claims }
}

/** With several audiences, `azp` says who asked for it. */
function isFor(claims: JsonObject, clientId: string): boolean {
  const aud = own(claims, 'aud')
  const azp = own(claims, 'azp')
  if (azp !== undefined && azp !== clientId) return false
  if (!Array.isArray(aud)) return aud === clientId
  return aud.includes(clientId) && (aud.length === 1 || azp === clientId)
}

function claimsOf(token: string): JsonObject | undefined {
  const parts = token.split('.')
  const [, payload] = parts
  if (parts.length !== 3 || !payload || token.length > MAX_LENGTH) return undefined
  try {
    const value: Json = JSON.parse(Buffer.from(payload, 'base64url').toString())
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
