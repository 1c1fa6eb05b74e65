import { createHash, createPublicKey, verify } from 'node:crypto'
import { type FaultyServer, type Refusal, refuse } from './faulty-server.ts'
import type { Asked } from './read-asked.ts'

/** Seconds a proof is young. */
const YOUNG = 60

/**
 * The thumbprint of the key that a request proves to have (RFC 9449 §4.3), or what is wrong with its proof: its address,
 * its method, its age, a repeated name, another token, or another nonce than the one this server gave last.
 */
export function checkProof(server: FaultyServer, asked: Asked, accessToken?: string): { jkt: string } | Refusal {
  const bad = (why: string) => refuse('invalid_dpop_proof', why)
  const [head = '', body = '', signature = ''] = String(asked.headers.dpop ?? '').split('.')
  if (signature === '') return bad('there is no proof')
  const header = decode(head) as { typ?: string; alg?: string; jwk?: JsonWebKey }
  const claims = decode(body) as Record<string, unknown>
  if (header.typ !== 'dpop+jwt' || header.alg !== 'ES256' || !header.jwk || 'd' in header.jwk) return bad('the header')
  const key = createPublicKey({ format: 'jwk', key: header.jwk as never })
  const signed = { key, dsaEncoding: 'ieee-p1363' } as const
  if (!verify('sha256', Buffer.from(`${head}.${body}`), signed, Buffer.from(signature, 'base64url'))) {
    return bad('the signature')
  }
  // Both names of this machine are names of this server: a proof is for the one that was asked.
  const here = [server.origin, server.origin.replace('127.0.0.1', 'localhost')]
  const asking = here.find(origin => new URL(origin).host === asked.headers.host) ?? ''
  if (claims['htm'] !== asked.method || claims['htu'] !== asking + asked.path) return bad('another request')
  if (Math.abs(Number(claims['iat']) - server.now() / 1000) > YOUNG) return bad('the time')
  const ath = accessToken === undefined ? undefined : hash(accessToken)
  if (claims['ath'] !== ath) return bad('another token')
  const { memory } = server
  if (typeof claims['jti'] !== 'string' || memory.proofs.has(claims['jti'])) return bad('a proof that was used')
  if (claims['nonce'] !== memory.nonce) return refuse('use_dpop_nonce', 'the nonce is another one')
  memory.proofs.add(claims['jti'])
  const { crv, kty, x, y } = header.jwk
  return { jkt: hash(JSON.stringify({ crv, kty, x, y })) }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

function decode(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString())
}
