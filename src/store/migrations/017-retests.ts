import type { Migration } from '../migration.ts'

/** Before when an entry is not tested by itself: whoever tests it moves this first. An older program tests nothing by itself. */
export const retests: Migration = {
  version: 17,
  minReader: 15,
  statements: ({ int }) => [`alter table accounts add column retest_at ${int}`],
}
