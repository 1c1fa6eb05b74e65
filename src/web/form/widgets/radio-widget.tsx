import type { WidgetProps } from '@rjsf/utils'
import { useContext, useId } from 'react'
import { UnionContext } from '../field-context.ts'
import { useFormState } from '../form-state.ts'
import { plainText } from '../rich-text.tsx'
import { say } from '../words.ts'
import { choiceIndex } from './choice-index.ts'
import { useControl } from './use-control.ts'

/** One of a few, or the branch of a union as cards. */
export function RadioWidget(props: WidgetProps) {
  const union = useContext(UnionContext)
  return union ? <BranchCards {...props} /> : <Radios {...props} />
}

function Radios(props: WidgetProps) {
  const { field, aria, disabled, readOnly, leave } = useControl(props)
  const choices = props.options.enumOptions ?? []
  const index = choiceIndex(choices, props.value)
  return (
    <div className="fc-choices" role="radiogroup" aria-labelledby={field.labelId} {...aria}>
      {choices.map((choice, i) => (
        <label key={choice.label} className="fc-choice">
          <span className="fc-tick">
            <input
              type="radio"
              name={field.id}
              checked={i === index}
              disabled={disabled || readOnly}
              onChange={() => props.onChange(choice.value)}
              onBlur={leave}
            />
          </span>
          <span dir="auto">{choice.label}</span>
        </label>
      ))}
    </div>
  )
}

/** Letters of a line that would fold into a column of many in a card beside others. */
const LONG = 90

/** Each branch a card: its title names the radio, its line describes it. */
function BranchCards({ id, value, options, disabled, readonly, onChange, onBlur }: WidgetProps) {
  const union = useContext(UnionContext)
  const state = useFormState()
  const base = useId()
  const choices = options.enumOptions ?? []
  const isLong = choices.some((_, i) => plainText(union?.descriptions[i] ?? '').length > LONG)
  return (
    <div
      className={isLong ? 'fc-cards fc-cards-rows' : 'fc-cards'}
      role="radiogroup"
      aria-label={union?.titleId ? undefined : union?.label}
      aria-labelledby={union?.titleId}
    >
      {choices.map((choice, i) => {
        const description = union?.descriptions[i]
        return (
          <label key={choice.label} className="fc-card">
            <span className="fc-tick">
              <input
                type="radio"
                name={base}
                checked={i === value}
                disabled={Boolean(disabled || readonly)}
                aria-labelledby={`${base}-title-${i}`}
                aria-describedby={description === undefined ? undefined : `${base}-text-${i}`}
                onChange={() => {
                  onChange(String(i))
                  state.announce(say('chosen', { option: choice.label }))
                }}
                onBlur={() => onBlur(id, value)}
              />
            </span>
            <span className="fc-card-words">
              <span className="fc-title" id={`${base}-title-${i}`}>
                {choice.label}
              </span>
              {description !== undefined && (
                <span className="fc-description" id={`${base}-text-${i}`}>
                  {plainText(description)}
                </span>
              )}
            </span>
          </label>
        )
      })}
    </div>
  )
}
