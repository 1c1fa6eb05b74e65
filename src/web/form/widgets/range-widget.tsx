import type { WidgetProps } from '@rjsf/utils'
import { say } from '../words.ts'
import { useControl } from './use-control.ts'

/** A slider with its value in words beside it; until it is moved there is no value. */
export function RangeWidget(props: WidgetProps) {
  const { field, options, aria, disabled, readOnly, leave } = useControl(props)
  const { min = 0, max = 100, step = 1 } = options
  const isSet = typeof props.value === 'number'
  const { 'aria-required': _required, ...slider } = aria
  return (
    <div className="fc-range">
      <input
        className="fc-slider"
        type="range"
        {...slider}
        min={min}
        max={max}
        step={step}
        value={isSet ? props.value : min}
        aria-valuetext={isSet ? String(props.value) : say('notSet')}
        disabled={disabled || readOnly}
        onChange={event => props.onChange(Number(event.target.value))}
        onBlur={leave}
      />
      <output className="numbers" htmlFor={field.id}>
        {isSet ? String(props.value) : say('notSet')}
      </output>
    </div>
  )
}
