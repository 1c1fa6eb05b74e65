import type { WidgetProps } from '@rjsf/utils'
import { say } from '../words.ts'
import { Box } from './box.tsx'
import { orNothing, textOf } from './box-text.ts'
import { useControl } from './use-control.ts'

/** A colour as text, with the browser's picker at the end: an empty colour stays empty. */
export function ColorWidget(props: WidgetProps) {
  const { field, options, aria, disabled, readOnly, leave } = useControl(props)
  const text = textOf(props.value)
  const picker = (
    <input
      className="fc-swatch"
      type="color"
      aria-label={say('pickColor', { label: field.label })}
      value={/^#[0-9a-f]{6}$/i.test(text) ? text : '#000000'}
      disabled={disabled || readOnly}
      onChange={event => props.onChange(event.target.value)}
      onBlur={leave}
    />
  )
  return (
    <Box options={options} disabled={disabled} readOnly={readOnly} value={props.value} end={picker}>
      <input
        className="fc-input"
        autoComplete="off"
        spellCheck={false}
        {...aria}
        dir="ltr"
        placeholder={props.placeholder}
        value={text}
        disabled={disabled}
        readOnly={readOnly}
        onChange={event => props.onChange(orNothing(event.target.value))}
        onBlur={leave}
      />
    </Box>
  )
}
