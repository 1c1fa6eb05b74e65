import { createECDH, createHash, createPrivateKey, type KeyObject } from 'node:crypto'
import { AppError } from '#shared/errors/app-error.ts'
import type { RandomBytes } from './oauth-request.ts'

const BYTES = 32

/** The public half of a key, as a proof names it (RFC 7518 §6.2.1). */
export interface PublicJwk {
  kty: 'EC'
  crv: 'P-256'
  x: string
  y: string
}

/** A new private key of P-256 as 43 characters of base64url, to be kept like a token: one for each login. */
export function newDpopKey(random: RandomBytes): string {
  for (;;) {
    const secret = Buffer.from(random(BYTES))
    // Of 2³² texts of 32 bytes one is no key of this curve.
    if (isKey(secret)) return secret.toString('base64url')
  }
}

/** Both halves of a kept key. Throws `unreadable`. */
export function openDpopKey(text: string): { jwk: PublicJwk; key: KeyObject } {
  const secret = Buffer.from(text, 'base64url')
  if (secret.length !== BYTES || !isKey(secret)) {
    throw new AppError('unreadable', { detail: 'The stored tokens of this login cannot be read. Reconnect it.' })
  }
  const jwk = publicHalf(secret)
  return { jwk, key: createPrivateKey({ format: 'jwk', key: { ...jwk, d: secret.toString('base64url') } }) }
}

/** What names a key in a sign-in (RFC 7638 §3, RFC 9449 §10). */
export function thumbprintOf(text: string): string {
  const { crv, kty, x, y } = openDpopKey(text).jwk
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
}

function publicHalf(secret: Buffer): PublicJwk {
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(secret)
  // 04, then both coordinates.
  const point = curve.getPublicKey()
  const part = (from: number) => point.subarray(from, from + BYTES).toString('base64url')
  return { kty: 'EC', crv: 'P-256', x: part(1), y: part(1 + BYTES) }
}

function isKey(secret: Buffer): boolean {
  try {
    createECDH('prime256v1').setPrivateKey(secret)
    return true
  } catch {
    return false
  }
}
