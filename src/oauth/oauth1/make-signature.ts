import { createHmac, sign } from 'node:crypto'
import type { SignatureMethod } from '../types.ts'
import { percentEncode } from './percent-encode.ts'

export interface SigningKeys {
  clientSecret: string
  /** Empty while there is no token. */
  tokenSecret: string
  /** PEM, for RSA-SHA1. */
  privateKey: string
}

/** The value of `oauth_signature`, not yet encoded (RFC 5849 §3.4.2 to §3.4.4). */
export function makeSignature(method: SignatureMethod, base: string, keys: SigningKeys): string {
  const secrets = `${percentEncode(keys.clientSecret)}&${percentEncode(keys.tokenSecret)}`
  switch (method) {
    case 'PLAINTEXT':
      return secrets
    case 'RSA-SHA1':
      return sign('sha1', Buffer.from(base), keys.privateKey).toString('base64')
    case 'HMAC-SHA1':
    case 'HMAC-SHA256':
    case 'HMAC-SHA512':
      return createHmac(method.slice(5).toLowerCase(), secrets).update(base).digest('base64')
  }
}
