import type { WrapIfAdditionalTemplateProps } from '@rjsf/utils'
import { Button } from '../../components/button.tsx'
import { say } from '../words.ts'

/** An entry of a map: its name is typed beside its value. */
export function WrapIfAdditional(props: WrapIfAdditionalTemplateProps) {
  const { id, label, children, disabled, readonly } = props
  return (
    <div className="fc-pair">
      <div className="fc-field fc-pair-name">
        <label className="fc-label" htmlFor={`${id}~name`}>
          <span className="fc-title">{say('name')}</span>
        </label>
        <div className="fc-box">
          <input
            id={`${id}~name`}
            className="fc-input"
            dir="auto"
            autoComplete="off"
            spellCheck={false}
            aria-label={say('nameOf', { label })}
            defaultValue={label}
            disabled={disabled || readonly}
            onBlur={props.onKeyRenameBlur}
          />
        </div>
      </div>
      <div className="fc-pair-value">{children}</div>
      <Button
        kind="quiet"
        iconOnly
        icon="trash"
        aria-label={say('removeNamed', { label })}
        disabled={disabled || readonly}
        onClick={props.onRemoveProperty}
      />
    </div>
  )
}
