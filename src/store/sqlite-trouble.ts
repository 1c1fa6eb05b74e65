import type { DatabaseSync } from 'node:sqlite'
import { AppError } from '#shared/errors/app-error.ts'
import { isBusy } from './sqlite-connection.ts'

/** SQLite's own numbers of what is wrong with the file or the disk below it. */
const WORDS: Record<number, string> = {
  8: 'The database file is read-only.',
  10: 'The disk does not read or write the database file.',
  11: 'The database file is damaged. Put it back from your backup.',
  13: 'The disk of the database is full.',
  14: 'The database file cannot be opened any more.',
  26: 'The database file is damaged. Put it back from your backup.',
}

const CORRUPT = 11

/** What was read of a damaged page is forgotten, so that it is read again once somebody put it right. */
export function forgetDamage(database: DatabaseSync, error: unknown): void {
  if (!(error instanceof Error) || !('errcode' in error) || (Number(error.errcode) & 0xff) !== CORRUPT) return
  if (!database.isTransaction) database.exec('pragma shrink_memory')
}

/** Trouble with the file as `database_unavailable`; anything else as it came. What was acknowledged before stays. */
export function translateSqlite(error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error
  const detail = isBusy(error) ? 'Another program holds the database.' : WORDS[Number(error.errcode) & 0xff]
  return detail === undefined ? error : new AppError('database_unavailable', { detail, retryAfter: 5, cause: error })
}
