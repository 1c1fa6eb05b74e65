import type { WidgetProps } from '@rjsf/utils'
import { type Json, jsonEqual } from '#shared/json.ts'
import { useControl } from './use-control.ts'

/** Several of a list. The values keep the order of the options. */
export function CheckboxesWidget(props: WidgetProps) {
  const { field, aria, disabled, readOnly, leave } = useControl(props)
  const options = props.options.enumOptions ?? []
  const chosen: Json[] = Array.isArray(props.value) ? props.value : []
  const isChosen = (value: Json) => chosen.some(one => jsonEqual(one, value))
  const { 'aria-required': _required, 'aria-invalid': _invalid, ...group } = aria
  const toggle = (value: Json, on: boolean) =>
    props.onChange(
      options.map(option => option.value as Json).filter(one => (jsonEqual(one, value) ? on : isChosen(one))),
    )
  return (
    // biome-ignore lint/a11y/useSemanticElements: the field's label names the group; a legend would repeat it
    <div
      className={options.length > 8 ? 'fc-choices fc-choices-many' : 'fc-choices'}
      role="group"
      aria-labelledby={field.labelId}
      {...group}
    >
      {options.map(option => (
        <label key={option.label} className="fc-choice">
          <span className="fc-tick">
            <input
              type="checkbox"
              checked={isChosen(option.value)}
              disabled={disabled || readOnly}
              aria-invalid={field.invalid || undefined}
              onChange={event => toggle(option.value, event.target.checked)}
              onBlur={leave}
            />
          </span>
          <span dir="auto">{option.label}</span>
        </label>
      ))}
    </div>
  )
}
