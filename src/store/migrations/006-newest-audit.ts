import type { Migration } from '../migration.ts'

/** Each process that begins a chain looks for the newest row: without an index that reads all of them. */
export const newestAudit: Migration = {
  version: 6,
  minReader: 1,
  statements: () => ['create index audit_at on audit (at)'],
}
