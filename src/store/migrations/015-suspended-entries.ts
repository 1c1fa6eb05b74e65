import type { Migration } from '../migration.ts'

/** Since when an administrator holds an entry back. A program that does not know it would release it all the same. */
export const suspendedEntries: Migration = {
  version: 15,
  minReader: 15,
  statements: ({ int }) => [`alter table accounts add column suspended_at ${int}`],
}
