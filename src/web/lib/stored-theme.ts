export type Theme = 'system' | 'light' | 'dark'

export const THEME_KEY = 'flow-theme'
export const THEMES: readonly Theme[] = ['system', 'light', 'dark']

export function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(THEME_KEY)
    return THEMES.find(theme => theme === stored) ?? 'system'
  } catch {
    return 'system'
  }
}

/** Puts a theme on the document. Called before the first frame, so that nothing flashes. */
export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
