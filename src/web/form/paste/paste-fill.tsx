import './paste-fill.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { isObject, type JsonObject } from '#shared/json.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import type { BoxPaste, FillTarget } from './fill-session.ts'
import { sayInvite } from './paste-invite-words.ts'

/** Everything else, above all a single word or a plain address, is left unread. */
const MAY_FILL = /\n|^(curl\s|[{[]|jdbc:)|[=@]/

/**
 * Above a form: fills its fields from a curl line, `.env` lines, JSON or a connection string. What reads and matches is
 * fetched when something is pasted or the button is pressed: the form itself stays small.
 */
export function PasteFill({ disabled, ...target }: FillTarget & { disabled: boolean }) {
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef(target)
  const [panel, show] = useState<ReactNode>()
  const begin = (paste?: BoxPaste) =>
    import('./begin-paste.tsx').then(
      part => part.beginPaste({ target: latest.current, place: place.current, show }, paste),
      // Without the part that reads, a paste is an ordinary paste.
      () => paste ?? show(<p role="alert">{sayInvite('pasteNotLoaded')}</p>),
    )
  useEffect(() => {
    latest.current = target
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: it reads nothing that changes
  useEffect(() => {
    const form = place.current?.parentElement
    const onPaste = ({ target: box, clipboardData }: ClipboardEvent) => {
      const text = clipboardData?.getData('text/plain').trim() ?? ''
      // The browser pastes as always; only a text that fills fields is taken back out of the box.
      if (box instanceof HTMLInputElement && MAY_FILL.test(text)) {
        void begin({ text, box, before: latest.current.session.snapshot() })
      }
    }
    form?.addEventListener('paste', onPaste)
    return () => form?.removeEventListener('paste', onPaste)
  }, [])
  return hasSeveralBoxes(target.form.schema) ? (
    <div className="fc-paste" ref={place}>
      {panel ?? (
        <div className="fc-paste-invite">
          <Icon name="copy" />
          <span>{sayInvite('pasteQuestion')}</span>
          <Button kind="quiet" size="small" disabled={disabled} onClick={() => begin()}>
            {sayInvite('pasteToFill')}
          </Button>
        </div>
      )}
    </div>
  ) : null
}

/** A form of one box is filled by pasting into it. */
function hasSeveralBoxes({ properties, oneOf }: JsonObject): boolean {
  const parts = Object.values(isObject(properties) ? properties : {})
  return oneOf !== undefined || parts.length > 1 || parts.some(part => isObject(part) && part['type'] === 'object')
}
