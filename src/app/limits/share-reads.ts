import { randomBytes } from 'node:crypto'
import type { OthersUse } from '#store/limit-types.ts'
import type { AppContext } from '../context.ts'
import { describeFault } from '../log.ts'

const EVERY_MS = 1000
/** Less than this part of its limit, a key is not worth a row: so many nodes together stay below the limit. */
const WORTH_TELLING = 1 / 20

export interface SharedReads {
  /** How many of `most` reads this node may let through in this second. */
  leftFor(keyId: string, most: number): number
  /** One was let through. */
  used(keyId: string, most: number): void
  /** Tells the others, and hears from them; the same happens by itself every second. */
  settle(): Promise<void>
  close(): void
}

interface Use {
  count: number
  most: number
}

/** Asks once a second, beside the reads: what the other nodes let through in the last second is not left for us. */
export function shareReads({ store, owner, log }: Pick<AppContext, 'store' | 'owner' | 'log'>): SharedReads {
  const node = randomBytes(8).toString('hex')
  let current = new Map<string, Use>()
  let others = new Map<string, OthersUse>()
  let since = store.now()

  async function settle(): Promise<void> {
    const [uses, begun] = [current, since]
    current = new Map()
    since = store.now()
    if (uses.size === 0 && others.size === 0) return
    // A busy second may have been a long one.
    const seconds = Math.max(1, (since - begun) / EVERY_MS)
    const used = [...uses].flatMap(([name, { count, most }]) =>
      count >= most * WORTH_TELLING ? [{ name, count: Math.round(count / seconds) }] : [],
    )
    const found = await store.limits.share({ workspaceId: owner.workspaceId, node, used })
    others = new Map(found.map(use => [use.name, use]))
  }
  const timer = setInterval(() => {
    settle().catch(error => log.debug('limits-not-shared', { fault: describeFault(error) }))
  }, EVERY_MS)
  timer.unref()
  return {
    leftFor(keyId, most) {
      const other = others.get(keyId)
      // However busy the others are, each may let through its even part.
      return other ? Math.max(Math.ceil(most / (other.nodes + 1)), most - other.count) : most
    },
    used(keyId, most) {
      const use = current.get(keyId)
      if (use) use.count++
      else current.set(keyId, { count: 1, most })
    },
    settle,
    close: () => clearInterval(timer),
  }
}
