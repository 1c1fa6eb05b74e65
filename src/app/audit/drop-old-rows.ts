import { setTimeout as sleep } from 'node:timers/promises'
import type { Store } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { AUDIT_WORKSPACE } from './audit-log.ts'
import { sealOfMark } from './seal-of-mark.ts'

const DAY_MS = 86_400_000
const PAUSE_MS = 2

interface Options {
  /** Rows a transaction: others write between two of them. */
  batch?: number
}

/**
 * Drops what is older than the setting says, from the beginning of each chain, and leaves a sealed mark of how far: what
 * is left still verifies (docs/decisions/125). Waits until the oldest row is a day over, so that the record says so once
 * a day at most.
 */
export function makeDropOldRows(context: AppContext, { batch = 500 }: Options = {}) {
  const { config, store, audit } = context
  return async (): Promise<void> => {
    if (config.auditDays === 0) return
    const before = store.now() - config.auditDays * DAY_MS
    if ((await store.audit.chainsBefore(before - DAY_MS)).length === 0) return
    let dropped = 0
    for (const chain of await store.audit.chainsBefore(before)) {
      for (let more = true; more; ) {
        const count = await store.transaction(tx => dropBeginning(context, tx, { chain, before, batch }))
        dropped += count
        more = count === batch
        await sleep(PAUSE_MS)
      }
    }
    const reason = `${dropped} before ${new Date(before).toISOString().slice(0, 10)}`
    if (dropped > 0) audit.note({ actor: '', action: 'record-dropped', object: '', outcome: 'ok', reason })
  }
}

interface Beginning {
  chain: string
  before: number
  batch: number
}

/** Rows that a dead process left behind may be older than those before them; they go together with those. */
async function dropBeginning(
  { keyring, owner, store }: AppContext,
  { audit }: Pick<Store, 'audit'>,
  { chain, before, batch }: Beginning,
): Promise<number> {
  const page = await audit.page({ chain, seq: 0 }, batch)
  const kept = page.findIndex(row => row.chain !== chain || row.at >= before)
  const old = kept < 0 ? page : page.slice(0, kept)
  const last = old.at(-1)
  if (!last) return 0
  const mark = { workspaceId: owner.workspaceId, chain, seq: last.seq, at: store.now(), hash: last.hash }
  const seal = sealOfMark(keyring.active(AUDIT_WORKSPACE).key, mark)
  await audit.drop({ ...mark, seal })
  return old.length
}
