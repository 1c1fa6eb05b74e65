import type { Migration } from '../migration.ts'

/** What was done, chained row by row, and how far each file of things not yet chained was read. */
export const audit: Migration = {
  version: 5,
  minReader: 1,
  statements: ({ int, bytes, text, end }) => [
    `create table audit (
      workspace_id ${text} not null, chain ${text} not null, seq ${int} not null, at ${int} not null,
      actor ${text} not null, action ${text} not null, object ${text} not null, outcome ${text} not null,
      reason ${text} not null, count ${int} not null, hash ${bytes} not null, primary key (chain, seq))${end}`,
    'create index audit_object on audit (object, at)',
    `create table audit_spools (
      workspace_id ${text} not null, name ${text} not null primary key, bytes ${int} not null)${end}`,
  ],
}
