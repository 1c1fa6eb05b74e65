import './dialog.css'
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { t } from '../lib/t.ts'
import { Button } from './button.tsx'

export interface DialogProps {
  /** The visible heading, which is also the accessible name. */
  title: ReactNode
  onClose: () => void
  /** Escape and the cross, when they should ask first: a slip of the finger must not cost what was typed. */
  onLeave?: (() => void) | undefined
  children: ReactNode
  footer?: ReactNode
  /** Before the heading, for example a service tile or a back button. */
  lead?: ReactNode
  size?: 'small' | 'form' | 'wide' | 'panel'
  /** `alertdialog` for a confirmation. */
  role?: 'dialog' | 'alertdialog'
  describedBy?: string
}

/** A native modal dialog: the browser holds the focus inside and gives it back when the dialog goes. */
export function Dialog(props: DialogProps) {
  const { title, onClose, onLeave = onClose, children, footer, lead, size = 'form', role, describedBy } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useLayoutEffect(() => {
    const element = dialog.current
    if (!element) return
    const opener = document.activeElement
    if (!element.open) element.showModal()
    const first =
      element.querySelector<HTMLElement>('[data-autofocus]') ?? element.querySelector<HTMLElement>('.dialog-title')
    first?.focus()
    // Closed before it leaves the page: only then does the browser return the focus to where it was.
    return () => {
      element.close()
      // Not so where a question on top goes with it, which holds everything below it until it is closed too.
      queueMicrotask(() => {
        if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus()
      })
    }
  }, [])
  // A press may hide what had the focus, for example the list on a phone: then the new title takes it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new title is a new content
  useEffect(() => {
    const active = document.activeElement
    if (!active || active === document.body || !active.checkVisibility()) {
      dialog.current?.querySelector<HTMLElement>('.dialog-title')?.focus()
    }
  }, [title])
  return (
    <dialog
      ref={dialog}
      className={`dialog dialog-${size}`}
      role={role}
      aria-labelledby={heading}
      aria-describedby={describedBy}
      onCancel={event => {
        if (event.target !== dialog.current) return
        event.preventDefault()
        onLeave()
      }}
      onClose={event => {
        // A browser may close it by itself, for example at the second Escape.
        if (event.target === dialog.current && !dialog.current.open) onClose()
      }}
    >
      <header className="dialog-head">
        {lead}
        <h2 id={heading} className="dialog-title" tabIndex={-1}>
          {title}
        </h2>
        <Button kind="quiet" icon="close" iconOnly aria-label={t('closeDialog')} onClick={onLeave} />
      </header>
      <div className="dialog-body">{children}</div>
      {footer && <footer className="dialog-foot">{footer}</footer>}
    </dialog>
  )
}
