import { chmod, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError } from '#shared/errors/app-error.ts'
import { whenFree } from './sqlite-connection.ts'

/**
 * One connection with the settings of security.md §2.5: durable commits, checked references, deleted bytes wiped,
 * nothing temporary on disk. A connection that may write makes the file: its folder 0700, itself 0600.
 * Throws `config_invalid` when the file is no database.
 */
export async function openDatabase(file: string, readonly: boolean): Promise<DatabaseSync> {
  if (!readonly) await makePrivateFile(file)
  let database: DatabaseSync | undefined
  try {
    // SQLite's own waiting stops this process, so it is short for writes, which are tried again (see `whenFree`).
    const opened = new DatabaseSync(file, { readOnly: readonly, timeout: readonly ? 2000 : 100 })
    database = opened
    await whenFree(opened, () => applySettings(opened, readonly))
    return opened
  } catch (cause) {
    database?.close()
    throw cannotOpen(file, cause)
  }
}

/** Of pages that were read: enough for some 8,000 different entries of a million. SQLite's own 2 MB hold a few hundred, and each further read asks the system for two pages. */
const READ_CACHE_KB = 32_768

function applySettings(database: DatabaseSync, readonly: boolean): void {
  database.exec(readonly ? `pragma cache_size = -${READ_CACHE_KB}` : 'pragma journal_mode = wal')
  database.exec(`
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma secure_delete = on;
    pragma temp_store = memory;
    pragma trusted_schema = off`)
  // SQLite opens lazily: only a read shows whether this is a database.
  database.prepare('select count(*) from sqlite_master').get()
}

/** SQLite gives its side files the mode of the database file, so that has to be right before SQLite makes any. */
async function makePrivateFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const handle = await open(file, 'a', 0o600)
  await handle.close()
  await chmod(file, 0o600)
}

/** The refusal of a file that SQLite cannot use, with SQLite's own reason. */
export function cannotOpen(file: string, cause: unknown): AppError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new AppError('config_invalid', {
    detail: `The database ${file} cannot be opened: ${why}. Check the file, or put it back from your backup.`,
    cause,
  })
}
