import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { SECRET_ATTRIBUTES } from '../widgets/secret-box.tsx'
import { sayPaste } from './paste-words.ts'
import { MOST_CHARACTERS } from './pasted.ts'

export interface PasteAreaProps {
  /** False: no field takes anything of this text. */
  onText: (text: string) => boolean
  onClose: () => void
}

/** A masked area: what is pasted may hold secrets, and is filled at once. */
export function PasteArea({ onText, onClose }: PasteAreaProps) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const [problem, setProblem] = useState<string | undefined>()
  useLayoutEffect(() => area.current?.focus(), [])
  const take = (text: string) => {
    if (text.length > MOST_CHARACTERS) return setProblem(sayPaste('pasteTooLong'))
    if (text.trim() === '') return setProblem(sayPaste('pasteEmpty'))
    if (!onText(text)) setProblem(sayPaste('pasteNothingFits'))
  }
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    // A window around the form stays open.
    event.preventDefault()
    event.stopPropagation()
    onClose()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape bubbles up from the controls in it
    <div className="fc-paste-area" onKeyDown={closeOnEscape}>
      <label className="fc-paste-label" htmlFor={id}>
        {sayPaste('pasteAreaLabel')}
      </label>
      <p className="fc-description" id={`${id}-note`}>
        {sayPaste('pasteAreaNote')}
      </p>
      <div className={problem === undefined ? 'fc-box fc-box-tall' : 'fc-box fc-box-tall fc-box-wrong'}>
        <textarea
          className="fc-input fc-area fc-code fc-masked"
          {...SECRET_ATTRIBUTES}
          id={id}
          ref={area}
          dir="ltr"
          rows={4}
          aria-describedby={problem === undefined ? `${id}-note` : `${id}-note ${id}-problem`}
          aria-invalid={problem === undefined ? undefined : true}
          onChange={() => setProblem(undefined)}
          // Only now the text stands in the area.
          onPaste={event => {
            const { currentTarget } = event
            setTimeout(() => take(currentTarget.value))
          }}
        />
      </div>
      {problem !== undefined && (
        <p className="fc-note fc-note-bad" id={`${id}-problem`} role="alert">
          <Icon name="error" />
          <span>{problem}</span>
        </p>
      )}
      <div className="fc-paste-buttons">
        <Button size="small" onClick={() => take(area.current?.value ?? '')}>
          {sayPaste('pasteFillFields')}
        </Button>
        <Button kind="quiet" size="small" onClick={onClose}>
          {sayPaste('pasteCancel')}
        </Button>
      </div>
    </div>
  )
}
