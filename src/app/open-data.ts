import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { makeId } from '#shared/ids.ts'
import { openStore } from '#store/open-store.ts'
import { peekMeta } from '#store/peek-meta.ts'
import type { Store } from '#store/types.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { KeySource } from '#vault/key-source.ts'
import { type LiveKeyring, makeKeyring, randomDataKey } from '#vault/keyring.ts'
import type { Actor } from './actor.ts'
import { AUDIT_WORKSPACE } from './audit/audit-log.ts'
import { dataPlace } from './data-place.ts'
import { CHECK_KEY, openFittingSource, openNewSource, wrongKey } from './keys/keys-of-data.ts'
import { newKeyRow, unwrapAll } from './keys/unwrap-all.ts'

export interface OpenedData {
  store: Store
  keyring: LiveKeyring
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
  const { source, created } =
    expected === null
      ? await openNewSource(config)
      : { source: await openFittingSource(config, expected), created: false }
  // A key service that does not answer is noticed before anything is written.
  const check = expected ?? (await source.makeCheck())
  if (!(await source.fits(check))) throw wrongKey(config)
  await makeHome(config)
  // Several nodes share it: which of them is the first to bring it up to date is not left to chance.
  const store = await openStore({ ...place, migrates: config.team === undefined })
  try {
    if (!(await source.fits(await store.meta.putIfAbsent(CHECK_KEY, check)))) throw wrongKey(config)
    const owner = {
      workspaceId: await store.meta.putIfAbsent('workspace_id', makeId('wsp', random(16))),
      userId: await store.meta.putIfAbsent('user_id', makeId('usr', random(16))),
      admin: true,
    }
    const keyring = await unlock(store, owner, source, random)
    return { store, keyring, owner, ...(created ? { newKeyFile: config.keyFile } : {}) }
  } catch (error) {
    await store.close()
    throw error
  } finally {
    source.close()
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

async function unlock(store: Store, owner: Actor, source: KeySource, random: Random): Promise<LiveKeyring> {
  for (const workspaceId of [owner.workspaceId, AUDIT_WORKSPACE]) {
    const found = await store.dataKeys.list(workspaceId)
    if (found.some(row => row.state === 'active')) continue
    const key = randomDataKey(random)
    await store.dataKeys.ensureActive({
      ...newKeyRow(store, workspaceId),
      kid: key.kid,
      wrapped: await source.wrap(key),
    })
  }
  const keyring = makeKeyring(await unwrapAll(source, await store.dataKeys.list()))
  const place = { workspace: owner.workspaceId, table: 'meta', row: 'self-test', column: 'value', version: 1 }
  if (openJson(keyring, sealJson(keyring, 'self-test', place), place) !== 'self-test') {
    throw new AppError('internal', { detail: 'What was sealed could not be opened again. Nothing was changed.' })
  }
  return keyring
}
