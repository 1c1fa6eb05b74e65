import { useSyncExternalStore } from 'react'

export interface Toast {
  id: number
  text: string
  action?: { label: string; run: () => void }
}

const listeners = new Set<() => void>()
let toasts: readonly Toast[] = []
let lastId = 0

/** Only for success and undo: a failure stands where it happened, in a banner (look.md §7). */
export function showToast(text: string, action?: Toast['action']): void {
  lastId++
  toasts = [...toasts.slice(-2), action ? { id: lastId, text, action } : { id: lastId, text }]
  tell()
}

export function dismissToast(id: number): void {
  toasts = toasts.filter(toast => toast.id !== id)
  tell()
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribe, () => toasts)
}

function tell() {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
