import { constants, createHash, createHmac, createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
import { AppError } from '#shared/errors/app-error.ts'
import { randomUuid } from './fresh-values.ts'
import type { Client, Fresh } from './oauth-request.ts'
import type { AssertionAlg } from './types.ts'

/** The value of `client_assertion_type` (RFC 7523 §2.2). */
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

interface AssertionInput {
  alg: AssertionAlg
  iss: string
  sub: string
  /** The server it is for; a text, never a list (oauth.md AUD-1). */
  aud: string
  kid: string
  /** How long it is good for. */
  seconds: number
  client: Client
  fresh: Fresh
}

/**
 * A JWT that proves the client (RFC 7523 §3), signed with its private key, or with its secret for HS256. New `jti` each
 * time. Throws `unreadable` when the key cannot sign.
 */
export function clientAssertion({ alg, iss, sub, aud, kid, seconds, client, fresh }: AssertionInput): string {
  const iat = Math.floor(fresh.now / 1000)
  const header = { alg, typ: 'JWT', ...(kid === '' ? {} : { kid }), ...thumbprints(client.certificate) }
  const claims = { iss, sub, aud, jti: randomUuid(fresh.random), iat, nbf: iat, exp: iat + seconds }
  const input = `${encode(header)}.${encode(claims)}`
  return `${input}.${signature(alg, Buffer.from(input, 'ascii'), client).toString('base64url')}`
}

/** True when this PEM holds a key without a passphrase that can sign so, and is strong enough (RFC 7518 §3.3, §3.4). */
export function fitsAlg(pem: string, alg: Exclude<AssertionAlg, 'HS256'>): boolean {
  const key = readKey(pem)
  if (!key) return false
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key
  if (alg === 'ES256') return type === 'ec' && details?.namedCurve === 'prime256v1'
  const rsa = type === 'rsa' || (type === 'rsa-pss' && alg === 'PS256')
  return rsa && (details?.modulusLength ?? 0) >= 2048
}

/** True for one X.509 certificate in PEM form. */
export function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}

function signature(alg: AssertionAlg, input: Buffer, { clientSecret = '', privateKey = '' }: Client): Buffer {
  if (alg === 'HS256') return createHmac('sha256', clientSecret).update(input).digest()
  const key = readKey(privateKey)
  if (!key) {
    throw new AppError('unreadable', { detail: 'The private key of this provider cannot be read. Load it again.' })
  }
  if (alg === 'ES256') return sign('sha256', input, { key, dsaEncoding: 'ieee-p1363' })
  const { RSA_PKCS1_PSS_PADDING, RSA_PKCS1_PADDING } = constants
  const pss = alg === 'PS256'
  return sign(
    'sha256',
    input,
    pss ? { key, padding: RSA_PKCS1_PSS_PADDING, saltLength: 32 } : { key, padding: RSA_PKCS1_PADDING },
  )
}

/** Servers that know the key by its certificate look for one of these (RFC 7515 §4.1.7, §4.1.8). */
function thumbprints(pem: string | undefined): Record<string, string> {
  if (pem === undefined) return {}
  const { raw } = new X509Certificate(pem)
  const hash = (name: string) => createHash(name).update(raw).digest('base64url')
  return { x5t: hash('sha1'), 'x5t#S256': hash('sha256') }
}

function readKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem)
  } catch {
    return undefined
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
