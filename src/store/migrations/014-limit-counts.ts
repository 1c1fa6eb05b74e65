import type { Migration } from '../migration.ts'

/**
 * Calls counted by all nodes together, and what each node used of a limit in the last second. Nothing is lost with
 * them, so PostgreSQL need not wait for its disk.
 */
export const limitCounts: Migration = {
  version: 14,
  minReader: 1,
  statements: ({ engine, int, text, end }) => {
    const table = engine === 'postgres' ? 'unlogged table' : 'table'
    return [
      `create ${table} limit_counts (
        workspace_id ${text} not null, name ${text} not null, count ${int} not null, ends_at ${int} not null,
        primary key (workspace_id, name))${end}`,
      `create ${table} limit_shares (
        workspace_id ${text} not null, node ${text} not null, name ${text} not null, count ${int} not null,
        at ${int} not null, primary key (workspace_id, node, name))${end}`,
    ]
  },
}
