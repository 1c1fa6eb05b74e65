import { useEffect, useRef, useState } from 'react'
import { callApi } from './api.ts'

interface PageOf<Item> {
  items: Item[]
  next: string | null
}

type Query = Readonly<Record<string, string>>

/** What a browser can hold and a person can use of a list that may be without end. */
const MOST_PAGES = 100

/**
 * A list that the server gives page by page: its first page at once, another one for every other query, and further ones
 * when asked. What is shown stays until its successor is here.
 */
export function usePages<Item>(path: string, query: Query) {
  const [state, setState] = useState<PageOf<Item> | undefined>()
  const [error, setError] = useState<unknown>()
  const [isPending, setPending] = useState(true)
  const round = useRef(0)

  const load = useRef(async (_cursor?: string) => {})
  load.current = async cursor => {
    const mine = ++round.current
    setPending(true)
    setError(undefined)
    try {
      const page = await readPage<Item>(path, query, cursor)
      if (mine !== round.current) return
      setState(now => ({ items: cursor && now ? [...now.items, ...page.items] : page.items, next: page.next }))
    } catch (failure) {
      if (mine === round.current) {
        setError(failure)
        // The rows of another query would stand there as the answer to this one.
        if (cursor === undefined) setState(undefined)
      }
    }
    if (mine === round.current) setPending(false)
  }
  const wanted = addressOf(path, query)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another list
  useEffect(() => {
    void load.current()
  }, [wanted])

  return {
    items: state?.items,
    hasMore: typeof state?.next === 'string',
    isPending,
    error,
    more: () => void load.current(state?.next ?? undefined),
    again: () => void load.current(),
    /** Puts into their places what became of some of them; `undefined` takes one out. */
    change: (become: (item: Item) => Item | undefined) =>
      setState(now => now && { ...now, items: now.items.flatMap(item => become(item) ?? []) }),
    /** What the query lets through, back to the beginning; `isCut` when it goes back further than that many pages. */
    readAll: async (): Promise<{ items: Item[]; isCut: boolean }> => {
      const all: Item[] = []
      let cursor: string | null = ''
      for (let page = 0; cursor !== null && page < MOST_PAGES; page++) {
        const { items, next }: PageOf<Item> = await readPage<Item>(path, query, cursor)
        all.push(...items)
        cursor = next
      }
      return { items: all, isCut: cursor !== null }
    },
  }
}

function readPage<Item>(path: string, query: Query, cursor: string | undefined): Promise<PageOf<Item>> {
  return callApi<PageOf<Item>>('GET', addressOf(path, { ...query, ...(cursor ? { cursor } : {}) }))
}

/** Parameters that say nothing are left out. */
function addressOf(path: string, query: Query): string {
  return `${path}?${new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''))}`
}
