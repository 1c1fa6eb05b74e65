import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { cannotOpen } from './open-database.ts'

/**
 * A fact of `Meta` read without writing anything, before the store is opened: the key check value has to be compared
 * before the first migration (security.md §2.1). Null when there is no file, or it is empty, or the fact is not there.
 * Throws `config_invalid` when the file is no database.
 */
export function peekMeta(file: string, key: string): string | null {
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
