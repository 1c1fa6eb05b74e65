import type { AuditRow } from '#store/audit-types.ts'
import type { AuditFields } from '#vault/audit-chain.ts'

/** What the hash of a row binds. The number of fields is bound as well: each has its length before it. */
export function fieldsOf(row: Omit<AuditRow, 'hash'>): AuditFields {
  const { workspaceId, chain, seq, at, actor, action, object, outcome, reason, count, address } = row
  const fields = [workspaceId, chain, seq, at, actor, action, object, outcome, reason, count]
  return address === null ? fields : [...fields, address]
}
