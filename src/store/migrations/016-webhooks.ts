import type { ColumnWords, Migration } from '../migration.ts'
import { makeTrigger } from './003-change-notices.ts'

/**
 * Addresses that are told of events, and what each of them was or is still to be told. An older program tells nobody. It
 * may read and write what was before, as far as 015 lets it.
 */
export const webhooks: Migration = {
  version: 16,
  minReader: 15,
  statements: ({ engine, int, bytes, text, end }: ColumnWords) => [
    `create table webhooks (
      id ${text} primary key, workspace_id ${text} not null, url ${text} not null, description ${text} not null,
      events ${text} not null, keys ${bytes} not null, keys_version ${int} not null, old_key_until ${int},
      off_at ${int}, off_reason ${text}, failing_since ${int}, last_ok_at ${int},
      created_at ${int} not null)${end}`,
    `create table webhook_deliveries (
      event_id ${text} not null, webhook_id ${text} not null, workspace_id ${text} not null, type ${text} not null,
      body ${text} not null, state ${text} not null, tries ${int} not null, next_at ${int} not null,
      tried_at ${int}, answer ${text}, created_at ${int} not null, primary key (webhook_id, event_id))${end}`,
    "create index webhook_deliveries_due on webhook_deliveries (webhook_id, next_at) where state = 'waiting'",
    'create index webhook_deliveries_age on webhook_deliveries (created_at)',
    ...(engine === 'postgres' ? [makeTrigger('webhooks')] : []),
  ],
}
