import { createHash } from 'node:crypto'
import type { RandomBytes } from './oauth-request.ts'

/** 32 random bytes as 43 characters that need no escaping: a `state`, a nonce or a PKCE verifier. */
export function randomToken(random: RandomBytes): string {
  return Buffer.from(random(32)).toString('base64url')
}

/** RFC 7636 §4.2, method S256. */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url')
}
