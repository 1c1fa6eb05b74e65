import { useEffect, useState } from 'react'
import { loneKeysOn } from './lone-keys.ts'

export type ShellWindow = 'palette' | 'shortcuts'

const APPLE = /Mac|iPhone|iPad/.test(navigator.platform)

/** How the key that opens the palette is written, here and in `aria-keyshortcuts`. */
export const PALETTE_KEY = APPLE ? { keys: ['⌘', 'K'], aria: 'Meta+K' } : { keys: ['Ctrl', 'K'], aria: 'Control+K' }

/** The windows that every page has, and the keys that open them. A window that is open already keeps its keys. */
export function useShellWindow() {
  const [shown, show] = useState<ShellWindow | undefined>()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      const wanted = windowFor(event)
      if (wanted) show(wanted)
      else if (!isLone(event, '/') || !focusSearch()) return
      event.preventDefault()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
  return { shown, show }
}

function windowFor(event: KeyboardEvent): ShellWindow | undefined {
  const held = APPLE ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
  if (held && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') return 'palette'
  return isLone(event, '?') ? 'shortcuts' : undefined
}

/** Pressed by itself, and not as a letter of a text. */
function isLone(event: KeyboardEvent, wanted: string): boolean {
  const { key, ctrlKey, metaKey, altKey } = event
  if (key !== wanted || ctrlKey || metaKey || altKey || !loneKeysOn()) return false
  // The editor of the studio lives in a shadow root: the event alone knows what is behind it.
  const [target] = event.composedPath()
  return !(
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}

/** False on a page without a search. */
function focusSearch(): boolean {
  const box = document.querySelector<HTMLElement>('main input[type="search"]')
  box?.focus()
  return box !== null
}
