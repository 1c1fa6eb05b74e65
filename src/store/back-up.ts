import { chmod, copyFile, link, mkdir, open, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { AppError } from '#shared/errors/app-error.ts'

/**
 * Copies the database into `target` while others read and write it; what was acknowledged before the call is in it. Throws
 * `already_exists` rather than replace a file.
 */
export async function backUp(file: string, target: string): Promise<void> {
  const draft = `${target}.new`
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  await (await open(draft, 'w', 0o600)).close()
  const source = new DatabaseSync(file, { readOnly: true })
  try {
    await backup(source, draft)
  } finally {
    source.close()
  }
  await check(draft)
  await place(draft, target)
}

/** Puts a backup where no database is yet, after it was checked. Throws `already_exists` and `config_invalid`. */
export async function restore(backupFile: string, file: string): Promise<void> {
  await check(backupFile)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.new`
  await copyFile(backupFile, draft)
  await place(draft, file)
}

/** Under its name only when it is whole and on disk. */
async function place(draft: string, target: string): Promise<void> {
  await chmod(draft, 0o600)
  const handle = await open(draft, 'r+')
  await handle.sync()
  await handle.close()
  try {
    await link(draft, target)
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause
    throw new AppError('already_exists', { detail: `There is a file at ${target} already. It was left as it is.` })
  } finally {
    await unlink(draft)
  }
}

async function check(file: string): Promise<void> {
  let said: unknown
  try {
    const database = new DatabaseSync(file, { readOnly: true })
    try {
      said = Object.values(database.prepare('pragma integrity_check').get() ?? {})[0]
      database.prepare('select version from schema').get()
    } finally {
      database.close()
    }
  } catch (cause) {
    said = cause instanceof Error ? cause.message : 'it cannot be read'
  }
  if (said === 'ok') return
  throw new AppError('config_invalid', { detail: `${file} is no whole database of this program: ${String(said)}.` })
}
