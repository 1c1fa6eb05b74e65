import './segmented.css'
import { useId } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-drawings.tsx'

export interface SegmentedOption<T extends string> {
  value: T
  label: string
  icon?: IconName
}

/** A few choices side by side, as native radio buttons. */
export function Segmented<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: readonly SegmentedOption<T>[]
  value: T
  onChange: (value: T) => void
}) {
  const name = useId()
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">{label}</legend>
      {options.map(option => (
        <label key={option.value} className="segment" title={option.icon ? option.label : undefined}>
          <input
            type="radio"
            className="segment-input"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.icon ? (
            <>
              <Icon name={option.icon} />
              <span className="visually-hidden">{option.label}</span>
            </>
          ) : (
            option.label
          )}
        </label>
      ))}
    </fieldset>
  )
}
