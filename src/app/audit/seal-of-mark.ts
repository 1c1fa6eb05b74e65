import type { KeyObject } from 'node:crypto'
import type { AuditMark } from '#store/audit-types.ts'
import { chainHash } from '#vault/audit-chain.ts'

/** Whoever writes to the database without the key can drop rows, but cannot say that they were dropped for their age. */
export function sealOfMark(key: KeyObject, { workspaceId, chain, seq, at, hash }: Omit<AuditMark, 'seal'>): Uint8Array {
  return chainHash(key, hash, ['dropped', workspaceId, chain, seq, at])
}
