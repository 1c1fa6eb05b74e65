import { Fragment, useEffect, useRef } from 'react'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { idOfPointer } from '../field-path.ts'
import { focusField } from '../focus-field.ts'
import type { FormState } from '../form-state.ts'
import type { Fill } from './fill-session.ts'
import { linesOf, titleOf } from './paste-report.ts'
import { sayPaste } from './paste-words.ts'
import type { FilledField } from './plan-fill.ts'

export interface PasteBarProps {
  fill: Fill
  state: FormState
  /** The focus was in what is gone now. */
  takesFocus: boolean
  onReplace: () => void
  onUndo: () => void
  onClose: () => void
}

/** Says what a paste has filled, and what it has not; never a value. Stays until it is closed. */
export function PasteBar({ fill, state, takesFocus, onReplace, onUndo, onClose }: PasteBarProps) {
  const bar = useRef<HTMLDivElement>(null)
  const { plan, held } = fill
  const title = titleOf(plan)
  const lines = linesOf(plan)
  useEffect(() => {
    if (takesFocus) bar.current?.focus()
    bar.current?.scrollIntoView({ block: 'nearest' })
    const labels = fill.plan.filled.map(field => field.label).join(', ')
    const kept = fill.held.map(field => field.label).join(', ')
    state.announce(
      [
        labels === '' ? `${titleOf(fill.plan)}.` : `${titleOf(fill.plan)}: ${labels}.`,
        ...(kept === '' ? [] : [sayPaste('pasteHeld', { labels: kept })]),
        ...linesOf(fill.plan),
      ].join(' '),
    )
  }, [fill, state, takesFocus])
  const undoButton = (
    <Button size="small" onClick={onUndo}>
      {sayPaste('pasteUndo')}
    </Button>
  )
  return (
    <div className={held.length + lines.length === 0 ? 'fc-paste-bar fc-paste-short' : 'fc-paste-bar'}>
      <Banner
        kind="neutral"
        ref={bar}
        title={title}
        {...(plan.filled.length > 0 || fill.box ? { action: undoButton } : {})}
        onClose={onClose}
      >
        {plan.filled.length > 0 && (
          <p>
            <FieldLinks fields={plan.filled} state={state} />
          </p>
        )}
        {held.length > 0 && (
          <div className="fc-paste-held">
            <p>{sayPaste('pasteHeld', { labels: held.map(field => field.label).join(', ') })}</p>
            <Button
              size="small"
              aria-label={sayPaste('pasteReplaceWhat', { labels: held.map(field => field.label).join(', ') })}
              onClick={onReplace}
            >
              {sayPaste('pasteReplace')}
            </Button>
          </div>
        )}
        {lines.map(line => (
          <p key={line} className="fc-paste-line">
            {line}
          </p>
        ))}
      </Banner>
    </div>
  )
}

/** Each leads to its field, also into a tab that is not open. */
function FieldLinks({ fields, state }: { fields: readonly FilledField[]; state: FormState }) {
  return fields.map(({ pointer, label }, i) => (
    <Fragment key={pointer}>
      {i > 0 && ', '}
      <a
        href={`#${encodeURIComponent(idOfPointer(pointer))}`}
        onClick={event => {
          event.preventDefault()
          focusField(state, idOfPointer(pointer))
        }}
      >
        {label}
      </a>
    </Fragment>
  ))
}
