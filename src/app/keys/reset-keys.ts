import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { Forgotten } from '#store/instance-types.ts'
import { openStore } from '#store/open-store.ts'
import { peekMeta } from '#store/peek-meta.ts'
import type { Repositories, Store } from '#store/types.ts'
import type { KeySource } from '#vault/key-source.ts'
import { type Keyring, makeKeyring, randomDataKey } from '#vault/keyring.ts'
import { AUDIT_WORKSPACE, openAuditLog } from '../audit/audit-log.ts'
import { makeCallers } from '../audit/callers.ts'
import { sealOfMark } from '../audit/seal-of-mark.ts'
import { dataPlace } from '../data-place.ts'
import { createLog } from '../log.ts'
import { CHECK_KEY, openFittingSource, openNewSource } from './keys-of-data.ts'
import { DATA_KEY_ROTATION } from './rotate-data-keys.ts'
import { isAlive } from './this-node.ts'
import { newKeyRow, unwrapAll } from './unwrap-all.ts'

export interface KeyReset extends Forgotten {
  /** Set when a new key file was made: back it up apart from the data. */
  newKeyFile?: string
}

/** Shown beside each entry until its owner mends it. */
const WORDS = {
  connection: 'The key of the stored values was lost, and with it what was entered here. Enter it again.',
  login: 'The key of the stored values was lost, and with it this sign-in. Reconnect this login.',
}

const random = (size: number) => new Uint8Array(randomBytes(size))

/**
 * For data whose key is lost (security.md §2.4): gives up everything that hangs on it, in one transaction, and begins
 * anew with the key that is set, or a new key file. Labels, owners, people and API keys stay. Throws `wrong_use` while
 * the key fits, and `in_use` while a server runs, which still holds the old data keys.
 */
export async function resetKeys(config: Config, { dryRun = false } = {}): Promise<KeyReset> {
  const place = dataPlace(config)
  const expected = await peekMeta(place, CHECK_KEY)
  if (expected === null) throw new AppError('not_found', { detail: 'There is no data yet whose key could be lost.' })
  await requireLost(config, expected)
  const store = await openStore(dryRun ? { ...place, readonly: true } : place)
  try {
    await requireStopped(store)
    const workspaceId = (await store.meta.get('workspace_id')) ?? ''
    if (dryRun) return await store.sealed.countOwners(workspaceId)
    // The team has to have a key file of its own at its start; here it is made for it.
    const { team: _team, ...alone } = config
    const { source, created } = await openNewSource(alone)
    try {
      const forgotten = await beginAnew({ store, source, workspaceId, expected })
      await note({ config, store, source, workspaceId }, forgotten)
      return { ...forgotten, ...(created ? { newKeyFile: config.keyFile } : {}) }
    } finally {
      source.close()
    }
  } finally {
    await store.close()
  }
}

async function requireLost(config: Config, expected: string): Promise<void> {
  const source = await openFittingSource(config, expected).catch((error: unknown) => {
    const lost = error instanceof AppError && (error.code === 'wrong_key' || error.code === 'key_missing')
    if (!lost) throw error
  })
  if (!source) return
  source.close()
  throw new AppError('wrong_use', {
    detail:
      'The key fits the data, so nothing is lost and nothing was changed. To replace it: flow-deploy keys rotate-kek.',
  })
}

async function requireStopped(store: Store): Promise<void> {
  const alive = (await store.nodes.list()).filter(node => isAlive(node, store.now()))
  if (alive.length === 0) return
  const names = alive.map(({ host, pid }) => `${host.split(' ')[0]} ${pid}`).join(', ')
  throw new AppError('in_use', { detail: `These servers still run and hold the data keys: ${names}. Stop them first.` })
}

interface Parts {
  store: Store
  source: KeySource
  workspaceId: string
}

async function beginAnew({ store, source, workspaceId, expected }: Parts & { expected: string }): Promise<Forgotten> {
  const check = await source.makeCheck()
  const fresh = [workspaceId, AUDIT_WORKSPACE].map(workspace => ({ workspace, key: randomDataKey(random) }))
  const rows = await Promise.all(
    fresh.map(async ({ workspace, key }) => {
      const kid = Uint8Array.from(key.kid)
      return { ...newKeyRow(store, workspace), kid, wrapped: await source.wrap(key) }
    }),
  )
  const keyring = makeKeyring(await unwrapAll(source, rows))
  return store.transaction(async tx => {
    if ((await tx.meta.get(CHECK_KEY)) !== expected) {
      throw new AppError('in_use', { detail: 'Somebody else has replaced the key meanwhile. Nothing was changed.' })
    }
    for (const { kid } of await tx.dataKeys.list()) await tx.dataKeys.remove(kid)
    for (const row of rows) await tx.dataKeys.insert(row)
    await tx.meta.set(CHECK_KEY, check)
    await tx.meta.set(DATA_KEY_ROTATION, '')
    await markRecord(tx, { keyring, workspaceId, at: store.now() })
    return tx.sealed.forget(workspaceId, WORDS)
  })
}

/** The key of the record is lost as well: what stands there stays to be read, and can be checked no more. */
async function markRecord(
  tx: Repositories,
  { keyring, workspaceId, at }: { keyring: Keyring; workspaceId: string; at: number },
): Promise<void> {
  const { key } = keyring.active(AUDIT_WORKSPACE)
  for (const { chain, seq, hash } of await tx.audit.heads()) {
    const mark = { workspaceId, chain, seq, hash, at }
    await tx.audit.putMark({ ...mark, seal: sealOfMark(key, mark) })
  }
}

async function note(
  { config, store, source, workspaceId }: Parts & { config: Config },
  { connections, logins, providers }: Forgotten,
): Promise<void> {
  const keyring = makeKeyring(await unwrapAll(source, await store.dataKeys.list()))
  const parts = { store, keyring, workspaceId, callers: makeCallers(), log: createLog(config.logLevel) }
  const audit = await openAuditLog({ folder: join(config.home, 'audit'), ...parts })
  const actor = (await store.meta.get('user_id')) ?? ''
  const reason = `${connections} connections, ${logins} logins, ${providers} providers`
  audit.note({ actor, action: 'keys-reset', object: '', outcome: 'ok', reason })
  await audit.close()
}
