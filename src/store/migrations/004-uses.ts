import type { Migration } from '../migration.ts'

/** Who uses what: an account that is used cannot be deleted, not even by a program that knows nothing of uses. */
export const uses: Migration = {
  version: 4,
  minReader: 1,
  statements: ({ int, text, end }) => [
    `create table uses (
      workspace_id ${text} not null, consumer ${text} not null, picked_id ${text} not null,
      account_id ${text} not null references accounts (id), title ${text} not null, owner_id ${text},
      updated_at ${int} not null, primary key (workspace_id, consumer, picked_id))${end}`,
    'create index uses_account on uses (account_id)',
    `alter table accounts add column shared_at ${int}`,
    `alter table api_keys add column reads_per_second ${int}`,
  ],
}
