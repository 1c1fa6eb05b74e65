import { useSyncExternalStore } from 'react'
import { showTheme, storedTheme, THEME_KEY, THEMES, type Theme } from './stored-theme.ts'

const listeners = new Set<() => void>()
let current: Theme = storedTheme()

/** Puts the chosen theme on the document. */
export function applyTheme(): void {
  showTheme(current)
}

export function setTheme(theme: Theme): void {
  current = theme
  try {
    localStorage.setItem(THEME_KEY, theme)
  } catch {
    // Storage may be shut off: the choice then lasts until the page is left.
  }
  showTheme(theme)
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
