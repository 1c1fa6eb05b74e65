import { useSyncExternalStore } from 'react'

export type Theme = 'system' | 'light' | 'dark'

const KEY = 'flow-theme'
const THEMES: readonly Theme[] = ['system', 'light', 'dark']
const listeners = new Set<() => void>()
let current: Theme = read()

/** Puts the chosen theme on the document. Called before the first render, so that nothing flashes. */
export function applyTheme(theme: Theme = current): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

export function setTheme(theme: Theme): void {
  current = theme
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // Storage may be shut off: the choice then lasts until the page is left.
  }
  applyTheme(theme)
  for (const listener of listeners) listener()
}

/** The theme after this one, for a button that goes round. */
export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system'
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => current)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function read(): Theme {
  try {
    const stored = localStorage.getItem(KEY)
    return THEMES.find(theme => theme === stored) ?? 'system'
  } catch {
    return 'system'
  }
}
