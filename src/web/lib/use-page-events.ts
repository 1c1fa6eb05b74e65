import { useEffect } from 'react'
import type { PageEvent } from '#shared/contract/events.ts'
import { EVENT_KEYS } from './queries.ts'
import { useQueryCache } from './use-query.ts'

/** Listens to the server and fetches again what it names. After a lost line everything may have changed. */
export function usePageEvents(): void {
  const cache = useQueryCache()
  useEffect(() => {
    const source = new EventSource('/api/page/events')
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
      source.addEventListener(event, () => {
        for (const key of EVENT_KEYS[event]) void cache.invalidate([key])
      })
    }
    return () => source.close()
  }, [cache])
}
