import './check-box.css'
import { useLayoutEffect, useRef } from 'react'
import { Icon } from './icon.tsx'

/** A box without a visible label, for a row that names itself. `mixed`: some of what it stands for is ticked. */
export function TickBox({
  label,
  checked,
  mixed = false,
  onChange,
}: {
  label: string
  checked: boolean
  mixed?: boolean
  /** `range`: Shift was held. */
  onChange: (checked: boolean, range: boolean) => void
}) {
  const box = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (box.current) box.current.indeterminate = mixed
  }, [mixed])
  return (
    <label className="check check-alone" title={label}>
      <span className="check-hit">
        <input
          ref={box}
          type="checkbox"
          className="check-input"
          aria-label={label}
          checked={checked}
          onChange={event => onChange(event.target.checked, heldShift(event.nativeEvent))}
        />
        <span className="check-mark">
          <Icon name={mixed ? 'minus' : 'check'} size={12} />
        </span>
      </span>
    </label>
  )
}

function heldShift(event: Event): boolean {
  return 'shiftKey' in event && event.shiftKey === true
}
