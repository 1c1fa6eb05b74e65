import type { Migration } from '../migration.ts'

/** Where the request came from that caused a row. Null in rows of before, whose hashes do not bind it. */
export const auditAddress: Migration = {
  version: 12,
  minReader: 1,
  statements: ({ text }) => [`alter table audit add column address ${text}`],
}
