import { createContext } from 'react'
import type { Json } from '#shared/json.ts'
import { type Query, QueryEntry } from './query-entry.ts'

/** How long a silent server is left alone before it is asked once more, in milliseconds. */
const PAUSES = [1_000, 2_000]

export type QueryCache = ReturnType<typeof createQueryCache>

/** What the page has read from the server, by query key. */
export function createQueryCache({ pauses = PAUSES }: { pauses?: readonly number[] } = {}) {
  const entries = new Map<string, { key: readonly Json[]; entry: QueryEntry<unknown> }>()

  function entryOf<T>(query: Query<T>): QueryEntry<T> {
    const name = JSON.stringify(query.key)
    const known = entries.get(name)
    // Equal keys stand for equal queries, so for equal types.
    if (known) return known.entry as QueryEntry<T>
    const entry = new QueryEntry(query, {
      pauses,
      // A component may come back to an entry that it had left.
      onWatched: () => entries.set(name, kept),
      onLeft: () => query.forget && entries.delete(name),
    })
    const kept = { key: query.key, entry: entry as QueryEntry<unknown> }
    entries.set(name, kept)
    return entry
  }

  return {
    entryOf,
    /** Keeps an answer that came another way. */
    give<T>(query: Query<T>, data: T): void {
      entryOf(query).give(data)
    },
    /** What is kept, however old, else the answer of the server. */
    async ensure<T>(query: Query<T>): Promise<T> {
      const entry = entryOf(query)
      return entry.getState().data ?? entry.fetch()
    },
    /** Everything whose key begins with `start` is asked again: now if it is on show, else when it is shown next. */
    async invalidate(start: readonly Json[] = []): Promise<void> {
      const meant = [...entries.values()].filter(({ key }) => start.every((part, i) => part === key[i]))
      await Promise.all(meant.map(({ entry }) => entry.invalidate()))
    },
    /** Changes what is kept, if anything is, before the server confirms it. */
    change<T>(query: Query<T>, next: (data: T) => T): void {
      entryOf(query).change(next)
    },
  }
}

export const QueryCacheContext = createContext<QueryCache | undefined>(undefined)
