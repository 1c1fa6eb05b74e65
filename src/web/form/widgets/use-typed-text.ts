import type { WidgetProps } from '@rjsf/utils'
import { useEffect, useRef, useState } from 'react'
import { makeAfterPaint } from '../after-paint.ts'
import { useFormState } from '../form-state.ts'
import { orNothing, textOf } from './box-text.ts'

/**
 * The text of a box, and what takes a new one. A letter is drawn by its box alone; the form, which looks at all of its
 * fields, hears of it after that frame (docs/decisions/031).
 */
export function useTypedText({ value, onChange }: Pick<WidgetProps, 'value' | 'onChange'>) {
  const state = useFormState()
  const [ahead, setAhead] = useState<string | undefined>()
  const latest = useRef(onChange)
  useEffect(() => {
    latest.current = onChange
  })
  const [box] = useState(() => {
    let held = ''
    const handing = makeAfterPaint(() => {
      state.holding.delete(handing.now)
      latest.current(orNothing(held))
      setAhead(undefined)
    })
    return {
      take(text: string) {
        held = text
        setAhead(text)
        state.holding.add(handing.now)
        handing.ask()
      },
      drop() {
        state.holding.delete(handing.now)
        handing.cancel()
      },
    }
  })
  // The field is gone, and its value with it.
  useEffect(() => box.drop, [box])
  return { text: ahead ?? textOf(value), type: box.take }
}
