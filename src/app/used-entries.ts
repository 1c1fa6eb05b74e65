import type { AccountRow } from '#store/types.ts'
import type { AppContext } from './context.ts'

interface Used {
  login: Set<string>
  connection: Set<string>
}

const used = new WeakMap<AppContext['store'], Used>()

/** Ids of the entries that were handed out by this process; whoever looks through them takes them out. */
export function usedEntries({ store }: Pick<AppContext, 'store'>, kind: keyof Used): Set<string> {
  const known = used.get(store) ?? { login: new Set(), connection: new Set() }
  used.set(store, known)
  return known[kind]
}

/** In one pass: after a long rest thousands may be due. */
const MOST = 100

/** Takes out those that may be looked at again by now; what is too much for one pass stays for the next. */
export function takeUsed(entries: Set<string>, notBefore: Map<string, number>, now: number): string[] {
  for (const [id, at] of notBefore) if (at <= now) notBefore.delete(id)
  const ids = [...entries].filter(id => !notBefore.has(id))
  entries.clear()
  for (const id of ids.slice(MOST)) entries.add(id)
  return ids.slice(0, MOST)
}

/** What is checked together would be for ever, but for a part of the time between two checks. */
const JITTER = 1 / 6

/** When an entry that is checked so often is due: counted from its last check, whoever made it. */
export function checkDue(
  { random }: Pick<AppContext, 'random'>,
  { lastTestedAt, createdAt }: Pick<AccountRow, 'lastTestedAt' | 'createdAt'>,
  everyMs: number,
): number {
  const [a = 0, b = 0] = random(2)
  return (lastTestedAt ?? createdAt) + everyMs * (1 + ((a * 256 + b) / 65_536) * JITTER)
}
