import { createHmac, type KeyObject } from 'node:crypto'

/** What one link of the chain binds, in this order. Numbers as decimal text. */
export type AuditFields = readonly (string | number)[]

const FIRST = new Uint8Array(32)
const LABEL = Buffer.from('flow-connections audit v1')

/**
 * `HMAC(audit key, previous hash, fields)`, each field with its length before it, so that no two rows bind the same
 * bytes (security.md §5.4). `previous` is undefined for the first row of a chain.
 */
export function chainHash(key: KeyObject, previous: Uint8Array | undefined, fields: AuditFields): Uint8Array {
  // One call of the cipher library: each of them costs as much as the hash itself.
  const parts: Uint8Array[] = [LABEL, previous ?? FIRST]
  for (const field of fields) {
    const bytes = Buffer.from(String(field))
    const length = Buffer.allocUnsafe(4)
    length.writeUInt32BE(bytes.length)
    parts.push(length, bytes)
  }
  return new Uint8Array(createHmac('sha256', key).update(Buffer.concat(parts)).digest())
}
