import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { type BoxPaste, type FillTarget, fillFromBox } from './fill-session.ts'
import { PastePanel } from './paste-panel.tsx'

interface PastePlace {
  target: FillTarget
  /** Where the invitation stands. */
  place: HTMLElement | null
  /** Shows a panel in place of the invitation, or the invitation again. */
  show: (panel: ReactNode) => void
}

/** A new paste starts with a new panel. */
let turn = 0

/** Opens the area to paste into; or fills from what was pasted into a box, when it fills anything. */
export function beginPaste({ target, place, show }: PastePlace, paste?: BoxPaste): void {
  if (paste && !isPlainBox(paste.box)) return
  const start = paste && fillFromBox(target, paste)
  if (paste && !start) return
  const close = (focus: string | undefined) => {
    flushSync(() => show(undefined))
    const box = focus === undefined ? null : document.getElementById(focus)
    const next = box ?? place?.querySelector('button')
    next?.focus()
  }
  turn++
  show(<PastePanel key={turn} {...target} start={start} onClose={close} />)
}

/** A box of one line whose text may be seen; areas, code and secrets take whatever is pasted. */
function isPlainBox({ id, type, autocomplete }: HTMLInputElement): boolean {
  return /^(text|url|email|search|tel)$/.test(type) && autocomplete !== 'new-password' && id.startsWith('fc/')
}
