import { createHash, sign } from 'node:crypto'
import { openDpopKey } from './dpop-key.ts'
import { randomUuid } from './fresh-values.ts'
import type { Fresh } from './oauth-request.ts'

/** What one proof is for. */
export interface Proven {
  method: string
  url: string
  /** Goes along with this access token. */
  accessToken?: string | undefined
  /** What the server asked to hear again. */
  nonce?: string | undefined
}

/** The header `DPoP` of one request (RFC 9449 §4.2): good for this method and address, once. Throws `unreadable`. */
export function dpopProof(privateKey: string, { method, url, accessToken, nonce }: Proven, fresh: Fresh): string {
  const { jwk, key } = openDpopKey(privateKey)
  const claims = {
    jti: randomUuid(fresh.random),
    htm: method,
    htu: targetOf(url),
    iat: Math.floor(fresh.now / 1000),
    ...(accessToken === undefined ? {} : { ath: createHash('sha256').update(accessToken).digest('base64url') }),
    ...(nonce === undefined ? {} : { nonce }),
  }
  const input = `${encode({ typ: 'dpop+jwt', alg: 'ES256', jwk })}.${encode(claims)}`
  const signature = sign('sha256', Buffer.from(input, 'ascii'), { key, dsaEncoding: 'ieee-p1363' })
  return `${input}.${signature.toString('base64url')}`
}

/** Without query and fragment (RFC 9449 §4.2). */
function targetOf(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
