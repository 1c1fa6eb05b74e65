import type { Migration } from '../migration.ts'

/** Up to where the beginning of a chain of the record was dropped for its age, sealed by whoever dropped it. */
export const auditMarks: Migration = {
  version: 13,
  minReader: 1,
  statements: ({ int, bytes, text, end }) => [
    `create table audit_marks (
      workspace_id ${text} not null, chain ${text} not null primary key, seq ${int} not null, at ${int} not null,
      hash ${bytes} not null, seal ${bytes} not null)${end}`,
  ],
}
