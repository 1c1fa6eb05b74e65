import type { WidgetProps } from '@rjsf/utils'
import { useState } from 'react'
import { Box } from './box.tsx'
import { orNothing, textOf } from './box-text.ts'
import { shownDate, storedDate, suitsPicker } from './date-text.ts'
import { useControl } from './use-control.ts'

/**
 * Date and time by the browser's own picker. Local texts stay as typed; `utc` and `epoch` fields name an instant. Where
 * the author wants a spelling that no picker gives, or a word such as "now" stands there, it is a box for text.
 */
export function DateTimeWidget(props: WidgetProps) {
  const { options, aria, disabled, readOnly, leave } = useControl(props)
  const { pattern } = props.schema
  const [picks] = useState(() => suitsPicker(props.value, options, pattern))
  const type = options.inputType ?? 'datetime-local'
  const picker = {
    type,
    step: type === 'time' || type === 'datetime-local' ? 1 : undefined,
    min: options.min,
    max: options.max,
    value: shownDate(props.value, options),
  }
  const text = { type: 'text', placeholder: props.placeholder, spellCheck: false, value: textOf(props.value) }
  return (
    <Box options={options} disabled={disabled} readOnly={readOnly} value={props.value}>
      <input
        className="fc-input"
        autoComplete="off"
        {...aria}
        {...(picks ? picker : text)}
        dir="ltr"
        disabled={disabled}
        readOnly={readOnly}
        onChange={({ target }) =>
          props.onChange(picks ? storedDate(target.value, options, pattern) : orNothing(target.value))
        }
        onBlur={leave}
      />
    </Box>
  )
}
