import { join } from 'node:path'
import type { Config } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { backUp, restore } from '#store/back-up.ts'
import { peekMeta } from '#store/peek-meta.ts'
import { CHECK_KEY, openFittingSource } from './keys/keys-of-data.ts'

/** Copies the data, which stays encrypted, into one file; never the key (security.md §2.5). */
export async function backUpData(config: Config, target: string): Promise<void> {
  await backUp(fileOf(config), target)
}

/**
 * Puts a backup into an empty data folder. The key file has to fit it, and is looked at before anything is written. Throws
 * `already_exists`, `wrong_key`, `key_missing` and `config_invalid`.
 */
export async function restoreData(config: Config, backupFile: string): Promise<void> {
  const expected = await peekMeta({ file: backupFile }, CHECK_KEY)
  if (expected === null) throw new AppError('not_found', { detail: `${backupFile} holds no data of this program.` })
  ;(await openFittingSource(config, expected)).close()
  await restore(backupFile, fileOf(config))
}

function fileOf({ home, databaseUrl }: Config): string {
  if (databaseUrl === undefined) return join(home, 'flow.db')
  throw new AppError('wrong_use', {
    detail:
      'This data is in PostgreSQL. Back it up and restore it with pg_dump and pg_restore; the key file stays apart.',
  })
}
