import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { unlink } from 'node:fs/promises'
import type { Config } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { DataKeyRow } from '#store/instance-types.ts'
import { openStore } from '#store/open-store.ts'
import { peekMeta } from '#store/peek-meta.ts'
import type { Store } from '#store/types.ts'
import { createKeyFile, readKeyFile, replaceKeyFile } from '#vault/key-file.ts'
import { fileKeySource, type KeySource } from '#vault/key-source.ts'
import { keyCheckValue } from '#vault/keyring.ts'
import { dataPlace } from '../data-place.ts'
import { CHECK_KEY, nextKeyFile, openFittingSource, wrongKey } from './keys-of-data.ts'
import { remoteSource } from './remote-source.ts'

export interface KekRotation {
  /** How many data keys are wrapped anew. */
  dataKeys: number
  /** Where the key of before is kept; absent after a dry run, and where no key file was made. */
  oldKeyFile?: string
}

interface Options {
  dryRun?: boolean
  /** The data hangs on this key file and moves to the key service or command of the configuration. */
  fromKeyFile?: string | undefined
  /** A new key file stands beside the old one; the data hangs on it, and it has not taken the place of the old one yet. */
  onStep?: (step: 'made' | 'wrapped') => void
}

const random = (size: number) => new Uint8Array(randomBytes(size))

/**
 * Replaces the key file: a new one is made beside it, all data keys are wrapped anew in one transaction with the check
 * value, then the file takes its place. Cut off at any point, the next start or the next rotation goes on from there. A
 * server that runs meanwhile holds its data keys open, and goes on. Throws `wrong_key` and `key_missing`.
 */
export async function rotateKek(
  config: Config,
  { dryRun = false, fromKeyFile, onStep }: Options = {},
): Promise<KekRotation> {
  const place = dataPlace(config)
  const expected = await peekMeta(place, CHECK_KEY)
  if (expected === null)
    throw new AppError('not_found', { detail: 'There is no data yet whose key could be replaced.' })
  const { keyPlace, ...byFile } = config
  const from = await openFittingSource(fromKeyFile ? { ...byFile, keyFile: fromKeyFile } : config, expected)
  const store = await openStore(dryRun ? { ...place, readonly: true } : place)
  try {
    if (dryRun) return { dataKeys: (await rewrap({ from, to: from }, await store.dataKeys.list())).length }
    if (keyPlace) return { dataKeys: await moveTo({ store, from, to: await remoteSource(keyPlace) }, expected, config) }
    const next = nextKeyFile(config)
    const to = fileKeySource(await freshKey(next, expected), random)
    onStep?.('made')
    const dataKeys = await moveTo({ store, from, to }, expected, config)
    to.close()
    onStep?.('wrapped')
    await replaceKeyFile(config.keyFile, next)
    return { dataKeys, oldKeyFile: `${config.keyFile}.old` }
  } finally {
    from.close()
    await store.close()
  }
}

/** Gives how many data keys moved. */
async function moveTo(
  { store, from, to }: { store: Store; from: KeySource; to: KeySource },
  expected: string,
  config: Config,
): Promise<number> {
  const check = await to.makeCheck()
  return store.transaction(async tx => {
    // Somebody else may have been faster.
    if ((await tx.meta.get(CHECK_KEY)) !== expected) throw wrongKey(config)
    const rows = await rewrap({ from, to }, await tx.dataKeys.list())
    await tx.dataKeys.rewrap(rows)
    await tx.meta.set(CHECK_KEY, check)
    return rows.length
  })
}

function rewrap({ from, to }: { from: KeySource; to: KeySource }, rows: readonly DataKeyRow[]) {
  return Promise.all(
    rows.map(async row => ({ kid: row.kid, wrapped: await to.wrap({ kid: row.kid, dek: await from.unwrap(row) }) })),
  )
}

/** A file that an earlier rotation left before it had changed anything is used; the key of now is no new one. */
async function freshKey(next: string, expected: string): Promise<Uint8Array> {
  if (!existsSync(next)) return createKeyFile(next)
  const left = await readKeyFile(next)
  if (keyCheckValue(left) !== expected) return left
  await unlink(next)
  return createKeyFile(next)
}
