import { useEffect, useRef, useState } from 'react'
import type { ActivityKind, ActivityPage } from '#shared/contract/activity.ts'
import { callApi } from '../../lib/api.ts'

export interface ActivityFilter {
  kind: ActivityKind | ''
  /** Id of one entry; empty: all. */
  about: string
}

type Items = ActivityPage['items']

const MOST_EXPORTED_PAGES = 100

/** Pages of the record, the newest first: read once, and further back when asked. */
export function useActivity(filter: ActivityFilter) {
  const { kind, about } = filter
  const [state, setState] = useState<{ items: Items; next: string | null } | undefined>()
  const [error, setError] = useState<unknown>()
  const [isPending, setPending] = useState(true)
  const round = useRef(0)

  const load = useRef(async (_cursor?: string) => {})
  load.current = async cursor => {
    const mine = ++round.current
    setPending(true)
    setError(undefined)
    try {
      const page = await readPage({ kind, about }, cursor)
      if (mine !== round.current) return
      setState(now => ({ items: cursor && now ? [...now.items, ...page.items] : page.items, next: page.next }))
    } catch (failure) {
      if (mine === round.current) setError(failure)
    }
    if (mine === round.current) setPending(false)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter is another list
  useEffect(() => {
    setState(undefined)
    void load.current()
  }, [kind, about])

  return {
    items: state?.items,
    hasMore: typeof state?.next === 'string',
    isPending,
    error,
    more: () => void load.current(state?.next ?? undefined),
    again: () => void load.current(),
    /** All that the filter lets through, back to the beginning. */
    readAll: async (): Promise<Items> => {
      const all: Items = []
      let cursor: string | undefined
      for (let page = 0; page < MOST_EXPORTED_PAGES; page++) {
        const { items, next } = await readPage(filter, cursor)
        all.push(...items)
        if (next === null) break
        cursor = next
      }
      return all
    },
  }
}

function readPage({ kind, about }: ActivityFilter, cursor: string | undefined): Promise<ActivityPage> {
  const query = new URLSearchParams({
    ...(kind ? { kind } : {}),
    ...(about ? { about } : {}),
    ...(cursor ? { cursor } : {}),
  })
  return callApi<ActivityPage>('GET', `/api/page/activity?${query}`)
}
