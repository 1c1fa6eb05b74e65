import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { PageEvent } from '#shared/contract/events.ts'
import { EVENT_KEYS } from './queries.ts'

/** Listens to the server and fetches again what it names. After a lost line everything may have changed. */
export function usePageEvents(): void {
  const client = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/api/page/events')
    let lost = false
    const onOpen = () => {
      if (lost) void client.invalidateQueries()
      lost = false
    }
    const onError = () => {
      lost = true
    }
    source.addEventListener('open', onOpen)
    source.addEventListener('error', onError)
    for (const event of Object.keys(EVENT_KEYS) as PageEvent[]) {
      source.addEventListener(event, () => {
        for (const key of EVENT_KEYS[event]) void client.invalidateQueries({ queryKey: [key] })
      })
    }
    return () => source.close()
  }, [client])
}
