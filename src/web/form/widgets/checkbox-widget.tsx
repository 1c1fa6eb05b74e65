import type { WidgetProps } from '@rjsf/utils'
import { useControl } from './use-control.ts'

/** The box of a yes or no; its label stands beside it, drawn by the field. */
export function CheckboxWidget(props: WidgetProps) {
  const { field, aria, disabled, readOnly } = useControl(props)
  return (
    <span className="fc-tick">
      <input
        type="checkbox"
        {...aria}
        checked={props.value === true}
        disabled={disabled || readOnly}
        onChange={event => props.onChange(event.target.checked)}
        onBlur={() => props.onBlur(field.pointer, props.value)}
      />
    </span>
  )
}
