import type { Config } from '#config'
import { AppError } from '#shared/errors/app-error.ts'
import { readKeyFile, replaceKeyFile } from '#vault/key-file.ts'
import { keyCheckValue } from '#vault/keyring.ts'

/** Under which name the check value of the key stands in the database. */
export const CHECK_KEY = 'key_check'

/** The key file that a replacement was begun with (`flow-deploy keys rotate-kek`). */
export function nextKeyFile({ keyFile }: Pick<Config, 'keyFile'>): string {
  return `${keyFile}.next`
}

/**
 * The key of the key file, which has to fit the check value of the data. A replacement that was cut off after the data
 * had moved to the new key is finished here. Throws `key_missing`, `wrong_key` and `config_invalid`.
 */
export async function readFittingKey(config: Config, expected: string): Promise<Uint8Array> {
  const kek = await readKeyFile(config.keyFile)
  if (keyCheckValue(kek) === expected) return kek
  const next = await readKeyFile(nextKeyFile(config)).catch(() => undefined)
  if (!next || keyCheckValue(next) !== expected) throw wrongKey(config)
  await replaceKeyFile(config.keyFile, nextKeyFile(config))
  return next
}

export function wrongKey(config: Config): AppError {
  return new AppError('wrong_key', {
    detail: `The key file ${config.keyFile} does not fit the data in ${config.databaseUrl ? 'the database' : config.home}. Put back the key file this data was made with.`,
  })
}
