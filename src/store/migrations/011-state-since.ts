import type { Migration } from '../migration.ts'

/** Since when an entry is in its state: "failing" alone does not say whether to worry. Of old rows the last test is known. */
export const stateSince: Migration = {
  version: 11,
  minReader: 1,
  statements: ({ int }) => [
    `alter table accounts add column state_since ${int}`,
    'update accounts set state_since = coalesce(last_tested_at, created_at)',
  ],
}
