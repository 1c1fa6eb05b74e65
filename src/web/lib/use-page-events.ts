import { useEffect } from 'react'
import type { PageEvent } from '#shared/contract/events.ts'
import { EVENT_KEYS } from './queries.ts'
import type { QueryCache } from './query-cache.ts'
import { useQueryCache } from './use-query.ts'

/**
 * A test of many entries names the same list with every result: what comes within this time of a fetch waits for the next
 * one. What comes after a rest is fetched at once: an author waits for it.
 */
const GATHER = 150

/** Listens to the server and fetches again what it names. After a lost line everything may have changed. */
export function usePageEvents(): void {
  const cache = useQueryCache()
  useEffect(() => {
    const source = new EventSource('/api/page/events')
    const gathered = gatherKeys(cache)
    let lost = false
    const onOpen = () => {
      if (lost) void cache.invalidate()
      lost = false
    }
    const onError = () => {
      lost = true
    }
    source.addEventListener('open', onOpen)
    source.addEventListener('error', onError)
    for (const event of Object.keys(EVENT_KEYS) as PageEvent[]) {
      source.addEventListener(event, () => gathered.add(EVENT_KEYS[event]))
    }
    return () => {
      source.close()
      gathered.stop()
    }
  }, [cache])
}

/** Never asks for the same list while the answer before is still on its way. */
function gatherKeys(cache: QueryCache) {
  const waiting = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isFetching = false
  let isStopped = false
  let fetchedAt = Number.NEGATIVE_INFINITY

  async function fetchAll() {
    timer = undefined
    isFetching = true
    const keys = [...waiting]
    waiting.clear()
    await Promise.all(keys.map(key => cache.invalidate([key])))
    isFetching = false
    fetchedAt = performance.now()
    arm()
  }

  function arm() {
    if (timer !== undefined || isFetching || isStopped || waiting.size === 0) return
    timer = setTimeout(fetchAll, performance.now() - fetchedAt < GATHER ? GATHER : 0)
  }

  return {
    add(keys: readonly string[]) {
      for (const key of keys) waiting.add(key)
      arm()
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
