import './field.css'
import { type ReactNode, useId } from 'react'
import { t } from '../lib/t.ts'
import { Icon } from './icon.tsx'

export interface FieldProps {
  label: string
  /** One letter for the kind of value; for the eye only. */
  badge?: string
  required?: boolean
  description?: ReactNode
  error?: string | undefined
  note?: ReactNode
  /** Gets the ids that tie control, description and error together. */
  children: (control: ControlProps) => ReactNode
}

export interface ControlProps {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
}

/** Label, description, control and one line below it: an error takes the place of the note. */
export function Field({ label, badge, required, description, error, note, children }: FieldProps) {
  const id = useId()
  const ids = [description ? `${id}-description` : '', error || note ? `${id}-note` : ''].filter(Boolean)
  return (
    <div className="field">
      <div className="field-head">
        {badge && (
          <span className="field-badge" aria-hidden="true">
            {badge}
          </span>
        )}
        <label htmlFor={id}>
          <span className="field-title">{label}</span>
          {required && <span className="field-required"> {t('required')}</span>}
        </label>
      </div>
      {description && (
        <p id={`${id}-description`} className="field-description">
          {description}
        </p>
      )}
      {children({
        id,
        'aria-describedby': ids.join(' ') || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required || undefined,
      })}
      {(error || note) && (
        <div id={`${id}-note`} className={error ? 'field-note field-error' : 'field-note'}>
          {error && <Icon name="error" />}
          <span>{error ?? note}</span>
        </div>
      )}
    </div>
  )
}
