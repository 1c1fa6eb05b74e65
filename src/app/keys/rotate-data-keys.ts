import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { DataKeyRow } from '#store/instance-types.ts'
import { openStore } from '#store/open-store.ts'
import { peekMeta } from '#store/peek-meta.ts'
import type { Store } from '#store/types.ts'
import type { KeySource } from '#vault/key-source.ts'
import { makeKeyring, randomDataKey } from '#vault/keyring.ts'
import { dataPlace } from '../data-place.ts'
import { describeDataKeys } from './describe-data-keys.ts'
import { CHECK_KEY, openFittingSource } from './keys-of-data.ts'
import { type MoveOptions, moveValues } from './move-values.ts'
import { retireKeys } from './retire-keys.ts'
import { isAlive } from './this-node.ts'
import { newKeyRow, unwrapAll } from './unwrap-all.ts'

/** How far a rotation came: the key that is to become the active one, in hex; then `MOVING`; empty when it is done. */
export const DATA_KEY_ROTATION = 'data_key_rotation'
const MOVING = 'moving'
const LOOK_MS = 100
/** Between two passes: a grant that is being renewed is free after that, or after a few times that. */
const PASS_MS = 1000
const PASSES = 120
const PATIENCE_MS = 90_000

export interface DataKeyRotation {
  /** True when an earlier rotation was cut off and this one went on with it. */
  resumed: boolean
  /** Values under the new key now, or in a dry run those that would be moved. */
  values: number
  /** Cannot be read with any key; while there are such, the old key is not retired. */
  unreadable: number
}

interface Options extends MoveOptions {
  dryRun?: boolean
  /** For people: what is waited for. */
  onWait?: (nodes: string[]) => void
}

const random = (size: number) => new Uint8Array(randomBytes(size))

/**
 * Replaces the data key of a workspace while servers run (security.md §2.4): a new key, known to all who serve before
 * anything is written with it, then every value anew. Cut off at any point, the next call goes on from there.
 */
export async function rotateDataKeys(config: Config, options: Options = {}): Promise<DataKeyRotation> {
  const { dryRun = false } = options
  const place = dataPlace(config)
  const expected = await peekMeta(place, CHECK_KEY)
  if (expected === null) {
    throw new AppError('not_found', { detail: 'There is no data yet whose key could be replaced.' })
  }
  const source = await openFittingSource(config, expected)
  const store = await openStore(dryRun ? { ...place, readonly: true } : place)
  try {
    const workspaceId = await store.meta.get('workspace_id')
    if (workspaceId === null) throw new AppError('not_found', { detail: 'There is no data yet.' })
    if (dryRun) return await describe(store, workspaceId)
    return await rotate({ store, source, workspaceId }, options)
  } finally {
    source.close()
    await store.close()
  }
}

interface Parts {
  store: Store
  source: KeySource
  workspaceId: string
}

async function describe(store: Store, workspaceId: string): Promise<DataKeyRotation> {
  const values = [...(await store.sealed.count(workspaceId)).values()].reduce((sum, count) => sum + count, 0)
  return { resumed: Boolean(await store.meta.get(DATA_KEY_ROTATION)), values, unreadable: 0 }
}

async function rotate(parts: Parts, options: Options): Promise<DataKeyRotation> {
  const { store, source, workspaceId } = parts
  const resumed = await announce(parts)
  await untilKnown(store, options)
  await activate(store, workspaceId)
  // Nobody writes with the old key any more when this is over; what was written before is found by the passes.
  await untilKnown(store, options)
  const keyring = makeKeyring(await unwrapAll(source, await store.dataKeys.list()))
  const unreadable = await moveAll({ store, keyring, workspaceId }, options)
  await store.meta.set(DATA_KEY_ROTATION, '')
  const { kid } = keyring.active(workspaceId)
  const counts = await store.sealed.count(workspaceId)
  return { resumed, values: counts.get(Buffer.from(kid).toString('hex')) ?? 0, unreadable }
}

/** Pass by pass until nothing but what cannot be read hangs on another key; gives how much that is. */
async function moveAll(parts: Parameters<typeof moveValues>[0], options: Options): Promise<number> {
  for (let pass = 0; pass < PASSES; pass++) {
    const { unreadable } = await moveValues(parts, options)
    if ((await retireKeys(parts.store, parts.workspaceId)) <= unreadable) return unreadable
    await sleep(PASS_MS)
  }
  throw new AppError('temporarily_unavailable', {
    detail:
      'Some logins are being renewed all the time, so their values are still under the key before. Run this again.',
  })
}

/** A new key that nothing is sealed with yet; false when no rotation was under way. */
function announce({ store, source, workspaceId }: Parts): Promise<boolean> {
  return store.transaction(async tx => {
    if (await tx.meta.get(DATA_KEY_ROTATION)) return true
    const key = randomDataKey(random)
    const kid = Uint8Array.from(key.kid)
    await tx.dataKeys.insert({
      ...newKeyRow(store, workspaceId),
      kid,
      wrapped: await source.wrap(key),
      // Known, and not written with.
      state: 'retiring',
    })
    await tx.meta.set(DATA_KEY_ROTATION, Buffer.from(kid).toString('hex'))
    return false
  })
}

async function activate(store: Store, workspaceId: string): Promise<void> {
  await store.transaction(async tx => {
    const coming = await tx.meta.get(DATA_KEY_ROTATION)
    if (!coming || coming === MOVING) return
    const hex = (row: DataKeyRow) => Buffer.from(row.kid).toString('hex')
    const rows = await tx.dataKeys.list(workspaceId)
    const moved = rows.filter(row => row.state === 'active' || hex(row) === coming)
    const states = moved.map(row => ({
      kid: row.kid,
      state: hex(row) === coming ? ('active' as const) : ('retiring' as const),
      retiredAt: null,
    }))
    await tx.dataKeys.setStates(states)
    await tx.meta.set(DATA_KEY_ROTATION, MOVING)
  })
}

/** Waits until all who serve hold the keys as they are now; the dead are taken from the list. */
async function untilKnown(store: Store, { onWait }: Options): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  let told = ''
  for (;;) {
    const wanted = describeDataKeys(await store.dataKeys.list())
    const nodes = await store.nodes.list()
    const dead = nodes.filter(node => !isAlive(node, store.now()))
    await store.nodes.remove(dead.map(node => node.name))
    const waiting = nodes.filter(node => !dead.includes(node) && node.dataKeys !== wanted)
    if (waiting.length === 0) return
    const names = waiting.map(({ host, pid }) => `${host.split(' ')[0]} ${pid}`)
    if (Date.now() > until) {
      throw new AppError('temporarily_unavailable', {
        detail: `These servers do not take up the new data key: ${names.join(', ')}. Look at their logs, stop or restart them, then run this again.`,
      })
    }
    if (told !== names.join()) onWait?.(names)
    told = names.join()
    await sleep(LOOK_MS)
  }
}
