import type { ColumnWords, Migration } from '../migration.ts'

/** Tokens that are still to be ended at their service, whatever became of the login they were of. */
export const revocations: Migration = {
  version: 10,
  minReader: 1,
  statements: ({ int, bytes, text, end }: ColumnWords) => [
    `create table revocations (
      id ${text} primary key, workspace_id ${text} not null, provider_id ${text} not null, login_id ${text} not null,
      job ${bytes} not null, fail_count ${int} not null, next_at ${int} not null, until ${int} not null)${end}`,
    'create index revocations_next on revocations (next_at)',
  ],
}
