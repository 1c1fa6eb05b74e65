import type { ColumnWords, Migration } from '../migration.ts'

/** What people need to tell their sessions apart, and to end them all at once (security.md §5.2). */
export const sessionList: Migration = {
  version: 9,
  minReader: 1,
  statements: ({ text }: ColumnWords) => [
    `alter table sessions add column browser ${text}`,
    'create index sessions_user on sessions (user_id)',
  ],
}
