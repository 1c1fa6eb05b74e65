import type { ColumnWords, Migration } from '../migration.ts'

/**
 * The processes that serve, and which data keys each of them holds: a new key is written with only when all know it.
 * `retired_at`: from then on a key is kept for older backups alone.
 */
export const nodes: Migration = {
  version: 8,
  minReader: 1,
  statements: ({ int, text, end }: ColumnWords) => [
    `create table nodes (
      name ${text} primary key, workspace_id ${text} not null, host ${text} not null, pid ${int} not null,
      version ${text} not null, data_keys ${text} not null, started_at ${int} not null, seen_at ${int} not null)${end}`,
    `alter table data_keys add column retired_at ${int}`,
  ],
}
