import './menu.css'
import { type CSSProperties, type KeyboardEvent, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-drawings.tsx'

export interface MenuEntry {
  label: string
  icon: IconName
  run: () => void
  destructive?: boolean
  disabled?: boolean
}

/**
 * The "More" button of a row. A popover lies above everything, so no list can cut it off. Its entries are made when it
 * opens: a long list has thousands of menus.
 */
export function Menu({ label, entries }: { label: string; entries: () => readonly MenuEntry[] }) {
  const id = useId()
  const popover = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const [place, setPlace] = useState({ x: 0, y: 0 })

  function show() {
    flushSync(() => setOpen(true))
    const box = button.current?.getBoundingClientRect()
    const menu = popover.current
    if (!box || !menu) return
    menu.showPopover()
    const { width, height } = menu.getBoundingClientRect()
    const rtl = getComputedStyle(menu).direction === 'rtl'
    const x = rtl ? box.left : box.right - width
    const below = box.bottom + 4 + height <= window.innerHeight
    setPlace({ x: Math.max(8, x), y: below ? box.bottom + 4 : Math.max(8, box.top - height - 4) })
    menu.querySelector<HTMLElement>('[role=menuitem]:not(:disabled)')?.focus()
  }

  return (
    <>
      <Button
        ref={button}
        kind="quiet"
        size="small"
        icon="more"
        iconOnly
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => (open ? popover.current?.hidePopover() : show())}
      />
      <div
        ref={popover}
        id={id}
        popover="auto"
        className="menu"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        style={{ '--menu-x': `${place.x}px`, '--menu-y': `${place.y}px` } as CSSProperties}
        onToggle={event => setOpen(event.newState === 'open')}
        onKeyDown={moveFocus}
      >
        {(open ? entries() : []).map(entry => (
          <button
            key={entry.label}
            type="button"
            role="menuitem"
            tabIndex={-1}
            disabled={entry.disabled}
            className={entry.destructive ? 'menu-entry menu-entry-bad' : 'menu-entry'}
            onClick={() => {
              popover.current?.hidePopover()
              entry.run()
            }}
          >
            <Icon name={entry.icon} />
            {entry.label}
          </button>
        ))}
      </div>
    </>
  )
}

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const items = [...event.currentTarget.querySelectorAll<Element>('[role=menuitem]:not(:disabled)')]
  const at = document.activeElement ? items.indexOf(document.activeElement) : -1
  const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }
  if (event.key === 'Tab') event.currentTarget.hidePopover()
  const next = steps[event.key]
  if (next === undefined) return
  event.preventDefault()
  const target = items[(next + items.length) % items.length]
  if (target instanceof HTMLElement) target.focus()
}
