import type { ReactNode } from 'react'
import { Icon } from '../../components/icon.tsx'
import { partId } from '../field-path.ts'
import { useFormState, useFormStatus } from '../form-state.ts'

export interface FoldProps {
  /** Of the field or section: names it in the form's state. */
  id: string
  title: string
  titleId: string
  startOpen: boolean
  /** Something inside must be seen: a problem. */
  forceOpen?: boolean
  note?: string
  children: ReactNode
}

/** A part that can be closed. What is in it stays mounted, so that values and problems live on. */
export function Fold({ id, title, titleId, startOpen, forceOpen = false, note, children }: FoldProps) {
  const state = useFormState()
  const container = partId(id, 'fold')
  const chosen = useFormStatus(status => status.opened.get(container))
  const open = forceOpen || (chosen === undefined ? startOpen : chosen === 'open')
  return (
    <div className="fc-fold">
      <button
        type="button"
        className="fc-fold-button"
        aria-expanded={open}
        aria-controls={container}
        onClick={() => state.open(container, open ? 'closed' : 'open')}
      >
        <Icon name={open ? 'down' : 'forward'} />
        <span id={titleId}>{title}</span>
        {note !== undefined && <span className="fc-fold-note">{note}</span>}
      </button>
      <div className="fc-fold-body" id={container} hidden={!open} data-panel={container} data-opens="open">
        {children}
      </div>
    </div>
  )
}
