import type { Migration } from '../migration.ts'

/** What other processes show, and are told about when it changes. */
const TABLES = ['accounts', 'providers', 'api_keys', 'meta']

/**
 * PostgreSQL tells every node of a write by itself; SQLite has a counter that is looked at. The notice names the schema
 * and the writer: a database may hold several instances, and nobody needs to hear of his own writes.
 */
export const changeNotices: Migration = {
  version: 3,
  minReader: 1,
  statements: ({ engine }) => (engine === 'postgres' ? [makeFunction(), ...TABLES.map(makeTrigger)] : []),
}

function makeFunction(): string {
  return `create function flow_tell_change() returns trigger language plpgsql as $$ begin
    perform pg_notify('flow_change', tg_table_schema || ' ' || current_setting('application_name'));
    return null;
  end $$`
}

/** Tells of every write to a table; later migrations name theirs. */
export function makeTrigger(table: string): string {
  return `create trigger ${table}_tell_change after insert or update or delete on ${table}
    for each statement execute function flow_tell_change()`
}
