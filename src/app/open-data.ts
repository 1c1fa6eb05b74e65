import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '#config'
import { AppError } from '#shared/errors/app-error.ts'
import { makeId } from '#shared/ids.ts'
import { openStore } from '#store/open-store.ts'
import { peekMeta } from '#store/peek-meta.ts'
import type { Store } from '#store/types.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import { createKeyFile, readKeyFile } from '#vault/key-file.ts'
import { type Keyring, keyCheckValue, newDataKey, openKeyring } from '#vault/keyring.ts'
import type { Actor } from './actor.ts'
import { AUDIT_WORKSPACE } from './audit/audit-log.ts'
import { dataPlace } from './data-place.ts'
import { CHECK_KEY, readFittingKey, wrongKey } from './keys-of-data.ts'

export interface OpenedData {
  store: Store
  keyring: Keyring
  owner: Actor
  /** Set when the key file was made just now: people are to back it up apart from the data. */
  newKeyFile?: string
}

type Random = (count: number) => Uint8Array

/**
 * Opens the data folder with its key, in the order of security.md §2.1: the key file is read and compared before
 * anything is migrated or written. Only an empty data folder gets a new key file. Throws `key_missing`, `wrong_key`
 * and `config_invalid`, each naming the file.
 */
export async function openData(config: Config, random: Random): Promise<OpenedData> {
  const place = dataPlace(config)
  const expected = await peekMeta(place, CHECK_KEY)
  const { kek, created } = await readKey(config, expected)
  const check = keyCheckValue(kek)
  await makeHome(config)
  const store = await openStore(place)
  try {
    if ((await store.meta.putIfAbsent(CHECK_KEY, check)) !== check) throw wrongKey(config)
    const owner = {
      workspaceId: await store.meta.putIfAbsent('workspace_id', makeId('wsp', random(16))),
      userId: await store.meta.putIfAbsent('user_id', makeId('usr', random(16))),
    }
    const keyring = await unlock(store, owner, kek, random)
    kek.fill(0)
    return { store, keyring, owner, ...(created ? { newKeyFile: config.keyFile } : {}) }
  } catch (error) {
    await store.close()
    throw error
  }
}

async function readKey(config: Config, expected: string | null): Promise<{ kek: Uint8Array; created: boolean }> {
  if (expected !== null) return { kek: await readFittingKey(config, expected), created: false }
  try {
    return { kek: await readKeyFile(config.keyFile), created: false }
  } catch (error) {
    const missing = error instanceof AppError && error.code === 'key_missing'
    if (!missing) throw error
  }
  try {
    return { kek: await createKeyFile(config.keyFile), created: true }
  } catch (error) {
    // Another process was faster: its key is as good.
    if (error instanceof AppError && error.code === 'already_exists') {
      return { kek: await readKeyFile(config.keyFile), created: false }
    }
    throw error
  }
}

async function makeHome(config: Config): Promise<void> {
  try {
    await mkdir(join(config.home, 'connectors'), { recursive: true, mode: 0o700 })
    await chmod(config.home, 0o700)
  } catch (cause) {
    throw new AppError('config_invalid', {
      detail: `The data folder ${config.home} cannot be made or written. Check who owns it, or name another one.`,
      cause,
    })
  }
}

async function unlock(store: Store, owner: Actor, kek: Uint8Array, random: Random): Promise<Keyring> {
  const about = { alg: 'A256GCM', state: 'active', createdAt: store.now(), uses: 0 } as const
  for (const workspaceId of [owner.workspaceId, AUDIT_WORKSPACE]) {
    await store.dataKeys.ensureActive({ ...newDataKey(kek, random), ...about, workspaceId })
  }
  const keyring = openKeyring(kek, await store.dataKeys.list())
  const place = { workspace: owner.workspaceId, table: 'meta', row: 'self-test', column: 'value', version: 1 }
  if (openJson(keyring, sealJson(keyring, 'self-test', place), place) !== 'self-test') {
    throw new AppError('internal', { detail: 'What was sealed could not be opened again. Nothing was changed.' })
  }
  return keyring
}
