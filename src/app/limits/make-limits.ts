import type { AppContext } from '../context.ts'
import type { Limits } from './limits.ts'
import { shareReads } from './share-reads.ts'
import { makeWindowLimit, tooMany } from './window-limit.ts'

interface OpenedLimits extends Limits {
  close(): void
}

const MINUTE_MS = 60_000
const SECOND_MS = 1000
/** Reads a second and key, unless the key says otherwise. */
const READS_PER_SECOND = 2000

/**
 * Alone on its data a process counts in its memory. Nodes on one database count what is rare and may be guessing there,
 * call by call; reads are counted by each node, which hears once a second what the others let through
 * (docs/decisions/126).
 */
export function makeLimits(context: Pick<AppContext, 'config' | 'store' | 'owner' | 'log'>): OpenedLimits {
  const { config, store, owner } = context
  const isShared = config.databaseUrl !== undefined && config.serving
  const shared = isShared ? shareReads(context) : undefined
  const countHere = makeWindowLimit(SECOND_MS)
  return {
    aMinute(kind, most) {
      const countKind = makeWindowLimit(MINUTE_MS)
      return async key => {
        // Whoever floods one node is refused there, and costs the database nothing more.
        countKind(key, most)
        if (!isShared) return
        const call = { workspaceId: owner.workspaceId, name: `${kind} ${key}`, windowMs: MINUTE_MS }
        const { count, endsAt } = await store.limits.count(call)
        if (count > most) throw tooMany(endsAt - store.now())
      }
    },
    countRead({ keyId, readsPerSecond }) {
      const most = readsPerSecond ?? READS_PER_SECOND
      countHere(keyId, shared ? shared.leftFor(keyId, most) : most)
      shared?.used(keyId, most)
    },
    close: () => shared?.close(),
  }
}
