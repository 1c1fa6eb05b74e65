import type { AuditRow } from '#store/audit-types.ts'
import type { AuditFields } from '#vault/audit-chain.ts'

/** What the hash of a row binds. A new column would need a new label in `chainHash`. */
export function fieldsOf(row: Omit<AuditRow, 'hash'>): AuditFields {
  const { workspaceId, chain, seq, at, actor, action, object, outcome, reason, count } = row
  return [workspaceId, chain, seq, at, actor, action, object, outcome, reason, count]
}
