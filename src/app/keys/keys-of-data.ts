import { randomBytes } from 'node:crypto'
import type { Config } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { createKeyFile, readKeyFile, replaceKeyFile } from '#vault/key-file.ts'
import { fileKeySource, type KeySource } from '#vault/key-source.ts'
import { keyCheckValue } from '#vault/keyring.ts'
import { remoteSource } from './remote-source.ts'

/** Under which name the check value of the key stands in the database. */
export const CHECK_KEY = 'key_check'

const random = (size: number) => new Uint8Array(randomBytes(size))

/** The key file that a replacement was begun with (`flow-deploy keys rotate-kek`). */
export function nextKeyFile({ keyFile }: Pick<Config, 'keyFile'>): string {
  return `${keyFile}.next`
}

/**
 * What wraps the data keys, which has to fit the check value of the data. Throws `key_missing`, `wrong_key`,
 * `config_invalid`, and `temporarily_unavailable` when a key service does not answer. Whoever opened it closes it.
 */
export async function openFittingSource(config: Config, expected: string): Promise<KeySource> {
  if (!config.keyPlace) return fileKeySource(await readFittingKey(config, expected), random)
  const source = await remoteSource(config.keyPlace)
  if (await source.fits(expected)) return source
  throw wrongKey(config)
}

/** The same for data that has no key yet; `created`: the key file was made for it just now. */
export async function openNewSource(config: Config): Promise<{ source: KeySource; created: boolean }> {
  if (config.keyPlace) return { source: await remoteSource(config.keyPlace), created: false }
  const { kek, created } = await readOrCreate(config)
  return { source: fileKeySource(kek, random), created }
}

async function readOrCreate({ keyFile, team }: Config): Promise<{ kek: Uint8Array; created: boolean }> {
  try {
    return { kek: await readKeyFile(keyFile), created: false }
  } catch (error) {
    const missing = error instanceof AppError && error.code === 'key_missing'
    if (!missing) throw error
  }
  if (team) {
    throw new AppError('key_missing', {
      detail: `The key file ${keyFile} is missing. Make one with: flow-deploy keys make. Team mode makes none by itself.`,
    })
  }
  try {
    return { kek: await createKeyFile(keyFile), created: true }
  } catch (error) {
    // Another process was faster: its key is as good.
    if (error instanceof AppError && error.code === 'already_exists') {
      return { kek: await readKeyFile(keyFile), created: false }
    }
    throw error
  }
}

/**
 * The key of the key file, which has to fit the check value of the data. A replacement that was cut off after the data
 * had moved to the new key is finished here.
 */
async function readFittingKey(config: Config, expected: string): Promise<Uint8Array> {
  const kek = await readKeyFile(config.keyFile)
  if (keyCheckValue(kek) === expected) return kek
  const next = await readKeyFile(nextKeyFile(config)).catch(() => undefined)
  if (!next || keyCheckValue(next) !== expected) throw wrongKey(config)
  await replaceKeyFile(config.keyFile, nextKeyFile(config))
  return next
}

export function wrongKey(config: Config): AppError {
  const data = config.databaseUrl ? 'the database' : config.home
  const detail = config.keyPlace
    ? `The key that FLOW_KEY_${'command' in config.keyPlace ? 'COMMAND' : 'TRANSIT'} names does not fit the data in ${data}. Name the key this data was made with.`
    : `The key file ${config.keyFile} does not fit the data in ${data}. Put back the key file this data was made with.`
  return new AppError('wrong_key', { detail })
}
