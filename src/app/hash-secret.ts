import { createHash } from 'node:crypto'

/** SHA-256 in hex of a value with 256 random bits: all that is stored of a cookie, a token or a code. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** 43 characters that carry 256 random bits. */
export function makeSecret(random: (count: number) => Uint8Array): string {
  return Buffer.from(random(32)).toString('base64url')
}

export function isSecret(text: string | undefined): text is string {
  return text !== undefined && /^[A-Za-z0-9_-]{43}$/.test(text)
}
