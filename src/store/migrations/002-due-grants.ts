import type { Migration } from '../migration.ts'

/** Every 20 s each process asks what is due: without an index that reads all grants. */
export const dueGrants: Migration = {
  version: 2,
  minReader: 1,
  statements: () => ['create index grants_due on grants (refresh_after, id)'],
}
