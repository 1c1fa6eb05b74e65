import type { PageEvent } from '#shared/contract/events.ts'

/** Tells every open page what to fetch again. */
export interface EventHub {
  emit(event: PageEvent): void
  /** Calls `listener` at each event until the returned function is called. */
  subscribe(listener: (event: PageEvent) => void): () => void
}

export function createEventHub(): EventHub {
  const listeners = new Set<(event: PageEvent) => void>()
  return {
    emit(event) {
      for (const listener of listeners) listener(event)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
