import { sql } from 'kysely'
import type { TableMaker } from './migration.ts'

/** SQLite's clock in ms. `round`, because the seconds come as a floating number. */
export const SQLITE_NOW = `cast(round(unixepoch('subsec') * 1000) as integer)`

/** How SQLite makes tables: one exclusive transaction, so that no other process sees half of them. */
export const SQLITE_TABLES: TableMaker = {
  words: { engine: 'sqlite', int: 'integer', bytes: 'blob', text: 'text', end: ' strict' },
  async begin(db) {
    await sql`begin exclusive`.execute(db)
  },
  async hasSchema(db) {
    const found = await sql`select name from sqlite_master where name = 'schema'`.execute(db)
    return found.rows.length > 0
  },
}
