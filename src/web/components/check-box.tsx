import './field.css'
import './check-box.css'
import type { ReactNode } from 'react'
import { t } from '../lib/t.ts'
import { Icon } from './icon.tsx'

/** A box with its label; a locked one is ticked for good and says "(required)". */
export function CheckBox({
  label,
  detail,
  checked,
  locked = false,
  onChange,
}: {
  label: string
  detail?: ReactNode
  checked: boolean
  locked?: boolean
  onChange: (checked: boolean) => void
}) {
  return (
    <label className="check">
      <span className="check-hit">
        <input
          type="checkbox"
          className="check-input"
          checked={checked}
          disabled={locked}
          onChange={event => onChange(event.target.checked)}
        />
        <span className="check-mark">
          <Icon name={locked ? 'lock' : 'check'} size={12} />
        </span>
      </span>
      <span className="grow">
        {label}
        {locked && <span className="field-required"> {t('required')}</span>}
        {detail && <span className="check-detail">{detail}</span>}
      </span>
    </label>
  )
}
