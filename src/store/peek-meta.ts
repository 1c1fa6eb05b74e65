import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { StorePlace } from './engine.ts'
import { cannotOpen } from './open-database.ts'

/**
 * A fact of `Meta` read without writing anything, before the store is opened: the key check value has to be compared
 * before the first migration (security.md §2.1). Null when there is no file, or it is empty, or the fact is not there.
 * Throws `config_invalid` when the file is no database, and `database_unavailable` when the server does not answer.
 */
export async function peekMeta(place: StorePlace, key: string): Promise<string | null> {
  return 'url' in place ? peekPostgres(place.url, key) : peekFile(place.file, key)
}

function peekFile(file: string, key: string): string | null {
  if (!existsSync(file)) return null
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: 2000 })
    const table = database.prepare("select 1 from sqlite_master where type = 'table' and name = 'meta'").get()
    if (!table) return null
    const row = database.prepare("select value from meta where workspace_id = '' and key = ?").get(key)
    return typeof row?.['value'] === 'string' ? row['value'] : null
  } catch (cause) {
    throw cannotOpen(file, cause)
  } finally {
    database?.close()
  }
}

async function peekPostgres(url: string, key: string): Promise<string | null> {
  const { openPool } = await import('./postgres-pool.ts')
  const { pool, place } = openPool(url, 'flow-peek')
  try {
    const table = await pool.query<{ name: string | null }>("select to_regclass('meta') as name")
    if (table.rows[0]?.name === null) return null
    const text = "select value from meta where workspace_id = '' and key = $1"
    const found = await pool.query<{ value: string }>(text, [key])
    return found.rows[0]?.value ?? null
  } catch (error) {
    const { translatePostgres } = await import('./postgres-trouble.ts')
    throw translatePostgres(error, place.name)
  } finally {
    await pool.end()
  }
}
