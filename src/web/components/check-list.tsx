import './check-list.css'
import { CheckBox } from './check-box.tsx'

/** Several boxes under one title, of which some are ticked. */
export function CheckList<Value extends string>({
  title,
  options,
  chosen,
  error,
  onChange,
}: {
  title: string
  options: readonly (readonly [value: Value, label: string])[]
  chosen: readonly Value[]
  error: string | undefined
  onChange: (chosen: Value[]) => void
}) {
  return (
    <fieldset className="check-list">
      <legend className="field-title">{title}</legend>
      {options.map(([value, label]) => (
        <CheckBox
          key={value}
          label={label}
          checked={chosen.includes(value)}
          onChange={on => onChange(on ? [...chosen, value] : chosen.filter(each => each !== value))}
        />
      ))}
      {error && (
        <p role="alert" className="small tone-bad">
          {error}
        </p>
      )}
    </fieldset>
  )
}
