import { createHmac, type KeyObject } from 'node:crypto'

/** What one link of the chain binds, in this order. Numbers as decimal text. */
export type AuditFields = readonly (string | number)[]

const FIRST = new Uint8Array(32)
const LENGTH_BYTES = 4
const LABEL = Buffer.from('flow-connections audit v1')

/**
 * `HMAC(audit key, previous hash, fields)`, each field with its length before it, so that no two rows bind the same
 * bytes (security.md §5.4). `previous` is undefined for the first row of a chain.
 */
export function chainHash(key: KeyObject, previous: Uint8Array | undefined, fields: AuditFields): Uint8Array {
  // One buffer and one call of the cipher library: a busy server makes thousands of these a second.
  const texts = fields.map(String)
  const size = texts.reduce((sum, text) => sum + LENGTH_BYTES + Buffer.byteLength(text), LABEL.length + FIRST.length)
  const bytes = Buffer.allocUnsafe(size)
  bytes.set(LABEL)
  bytes.set(previous ?? FIRST, LABEL.length)
  let at = LABEL.length + FIRST.length
  for (const text of texts) {
    const length = bytes.write(text, at + LENGTH_BYTES)
    bytes.writeUInt32BE(length, at)
    at += LENGTH_BYTES + length
  }
  return new Uint8Array(createHmac('sha256', key).update(bytes).digest())
}
