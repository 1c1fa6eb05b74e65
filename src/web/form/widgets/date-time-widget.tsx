import type { WidgetProps } from '@rjsf/utils'
import type { FieldOptions } from '../field-options.ts'
import { Box } from './box.tsx'
import { orNothing, textOf } from './box-text.ts'
import { useControl } from './use-control.ts'

/** Date and time by the browser's own picker. Local texts stay as typed; `utc` and `epoch` fields name an instant. */
export function DateTimeWidget(props: WidgetProps) {
  const { options, aria, disabled, readOnly, leave } = useControl(props)
  const type = options.inputType ?? 'datetime-local'
  return (
    <Box options={options} disabled={disabled} readOnly={readOnly} value={props.value}>
      <input
        className="fc-input"
        autoComplete="off"
        {...aria}
        type={type}
        dir="ltr"
        step={type === 'time' || type === 'datetime-local' ? 1 : undefined}
        min={options.min}
        max={options.max}
        value={shownDate(props.value, options)}
        disabled={disabled}
        readOnly={readOnly}
        onChange={event => props.onChange(storedDate(event.target.value, options))}
        onBlur={leave}
      />
    </Box>
  )
}

/** What the picker shows: an instant in the time of this machine, everything else as it is. */
export function shownDate(value: unknown, { epoch, utc, inputType }: FieldOptions): string {
  if (!epoch && !utc) return textOf(value)
  const instant = epoch ? new Date(Number(value) * 1000) : new Date(textOf(value))
  if (value === undefined || value === null || value === '' || Number.isNaN(instant.getTime())) return ''
  const local = new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
  return inputType === 'date' ? local.slice(0, 10) : inputType === 'time' ? local.slice(11) : local
}

/** What is stored for a picker's text: seconds since 1970 for `epoch`, an ISO text with `Z` for `utc`. */
export function storedDate(text: string, { epoch, utc, inputType }: FieldOptions): string | number | undefined {
  if (text === '' || (!epoch && !utc)) return orNothing(text)
  const instant = new Date(inputType === 'date' ? `${text}T00:00` : inputType === 'time' ? `1970-01-01T${text}` : text)
  if (Number.isNaN(instant.getTime())) return undefined
  return epoch ? Math.floor(instant.getTime() / 1000) : instant.toISOString()
}
