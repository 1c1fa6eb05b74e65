import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let message = ''
let turn = 0

/** Says one sentence to screen readers, politely. A repeated sentence is said again. */
export function announce(text: string): void {
  turn++
  message = text + (turn % 2 === 0 ? '\u00a0' : '')
  for (const listener of listeners) listener()
}

export function useAnnouncement(): string {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => message,
  )
}
