import { sql } from 'kysely'
import type { TableMaker } from './migration.ts'

/** PostgreSQL's clock in ms, not that of the transaction's begin. */
export const POSTGRES_NOW = 'cast(extract(epoch from clock_timestamp()) * 1000 as bigint)'

/** One number for the migrations of every instance in a database, one for its transactions; no table is locked. */
export const LOCKS = { migrate: 72_470_001, write: 72_470_002 }

/** How PostgreSQL makes tables: statements that make them can be rolled back there too. */
export const POSTGRES_TABLES: TableMaker = {
  words: { engine: 'postgres', int: 'bigint', bytes: 'bytea', text: 'text collate "C"', end: '' },
  async begin(db) {
    await sql`begin`.execute(db)
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCKS.migrate)})`.execute(db)
  },
  async hasSchema(db) {
    const found = await sql<{ name: string | null }>`select to_regclass('schema') as name`.execute(db)
    return found.rows[0]?.name !== null
  },
}
