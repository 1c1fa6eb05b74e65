import type { WidgetProps } from '@rjsf/utils'
import { say } from '../words.ts'
import { useControl } from './use-control.ts'

/** A row of numbers to choose one from. */
export function RatingWidget(props: WidgetProps) {
  const { field, aria, disabled, readOnly, leave } = useControl(props)
  const max = Math.min(10, Math.max(1, Number(props.schema.maximum ?? 5)))
  const places = Array.from({ length: max }, (_, i) => i + 1)
  const choice = (value: number | undefined, name: string) => (
    <label key={name} className="fc-rate">
      <input
        type="radio"
        className="visually-hidden"
        name={field.id}
        aria-label={name}
        checked={props.value === value}
        disabled={disabled || readOnly}
        onChange={() => props.onChange(value)}
        onBlur={leave}
      />
      <span aria-hidden="true">{value ?? '–'}</span>
    </label>
  )
  return (
    <div className="fc-rating" role="radiogroup" aria-labelledby={field.labelId} {...aria}>
      {!field.required && choice(undefined, say('noRating'))}
      {places.map(count => choice(count, say('stars', { count, max })))}
    </div>
  )
}
