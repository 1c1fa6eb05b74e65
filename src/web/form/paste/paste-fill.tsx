import './paste-fill.css'
import { useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { isObject, type JsonObject } from '#shared/json.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import type { Fill, FillTarget } from './fill-session.ts'
import { sayInvite } from './paste-invite-words.ts'
import type { PastePanelProps } from './paste-panel.tsx'

/** What reads and matches is fetched when something is pasted or the button is pressed: the form itself stays small. */
const load = () => Promise.all([import('./paste-panel.tsx'), import('./fill-session.ts')])

interface Shown {
  Panel: (props: PastePanelProps) => React.ReactNode
  start: Fill | undefined
  turn: number
}

/** Above a form: fills its fields from a curl line, `.env` lines, JSON or a connection string. */
export function PasteFill({ disabled, ...target }: FillTarget & { disabled: boolean }) {
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef(target)
  const [shown, setShown] = useState<Shown | undefined>()
  const [isLost, setLost] = useState(false)
  useEffect(() => {
    latest.current = target
  })
  useEffect(() => {
    const form = place.current?.parentElement
    const onPaste = async (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain').trim() ?? ''
      const box = event.target
      if (!isPlainBox(box) || !MAY_FILL.test(text)) return
      const before = latest.current.session.snapshot()
      // The browser pastes as always; only a text that fills fields is taken back out of the box.
      const [panel, filling] = (await load().catch(() => undefined)) ?? []
      const start = filling?.fillFromBox(latest.current, { text, box: box.id, before })
      if (panel && start) setShown(last => ({ Panel: panel.PastePanel, start, turn: (last?.turn ?? 0) + 1 }))
    }
    form?.addEventListener('paste', onPaste)
    return () => form?.removeEventListener('paste', onPaste)
  }, [])
  const openArea = async () => {
    const [panel] = (await load().catch(() => undefined)) ?? []
    setLost(!panel)
    if (panel) setShown({ Panel: panel.PastePanel, start: undefined, turn: 0 })
  }
  const close = useCallback((focus: string | undefined) => {
    flushSync(() => setShown(undefined))
    const box = focus === undefined ? null : document.getElementById(focus)
    const next = box ?? place.current?.querySelector('button')
    next?.focus()
  }, [])
  if (!hasSeveralBoxes(target.form.schema)) return null
  return (
    <div className="fc-paste" ref={place}>
      {shown ? (
        <shown.Panel {...target} key={shown.turn} start={shown.start} onClose={close} />
      ) : (
        <div className="fc-paste-invite">
          <Icon name="copy" />
          <span className="fc-paste-question" role={isLost ? 'alert' : undefined}>
            {sayInvite(isLost ? 'pasteNotLoaded' : 'pasteQuestion')}
          </span>
          <Button kind="quiet" size="small" disabled={disabled} onClick={openArea}>
            {sayInvite('pasteToFill')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** A form of one box is filled by pasting into it. */
function hasSeveralBoxes(schema: JsonObject): boolean {
  const { properties, oneOf } = schema
  if (oneOf !== undefined || !isObject(properties)) return true
  const parts = Object.values(properties)
  return (
    parts.length > 1 ||
    parts.some(part => isObject(part) && (isObject(part['properties']) || part['oneOf'] !== undefined))
  )
}

/** Everything else, above all a single word or a plain address, is left unread. */
const MAY_FILL = /\n|^(curl\s|[{[]|jdbc:)|[=@]/

/** A box of one line whose text may be seen; areas, code and secrets take whatever is pasted. */
function isPlainBox(target: EventTarget | null): target is HTMLInputElement {
  return (
    target instanceof HTMLInputElement &&
    /^(text|url|email|search|tel)$/.test(target.type) &&
    target.autocomplete !== 'new-password' &&
    target.id.startsWith('fc/')
  )
}
