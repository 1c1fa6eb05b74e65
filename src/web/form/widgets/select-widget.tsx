import type { WidgetProps } from '@rjsf/utils'
import { useContext, useId } from 'react'
import { Icon } from '../../components/icon.tsx'
import { UnionContext } from '../field-context.ts'
import { useFormState } from '../form-state.ts'
import { plainText } from '../rich-text.tsx'
import { say } from '../words.ts'
import { Box } from './box.tsx'
import { textOf } from './box-text.ts'
import { choiceIndex } from './choice-index.ts'
import { SoftNote } from './soft-note.tsx'
import { TextWidget } from './text-widget.tsx'
import { useControl } from './use-control.ts'

/**
 * One of a list of choices, or the branch of a union with four and more. A field that has its choices under a condition
 * only is a box for text without them.
 */
export function SelectWidget(props: WidgetProps) {
  const union = useContext(UnionContext)
  if (union) return <BranchSelect {...props} />
  return props.options.enumOptions ? <OneSelect {...props} /> : <TextWidget {...props} />
}

function OneSelect(props: WidgetProps) {
  const { field, options, aria, disabled, readOnly, leave } = useControl(props)
  const choices = props.options.enumOptions ?? []
  const index = choiceIndex(choices, props.value)
  return (
    <>
      <Box options={options} disabled={disabled || readOnly} end={<Caret />}>
        <select
          className={index === -1 ? 'fc-input fc-select fc-select-empty' : 'fc-input fc-select'}
          {...aria}
          value={index === -1 ? '' : String(index)}
          disabled={disabled || readOnly}
          onChange={event =>
            props.onChange(event.target.value === '' ? undefined : choices[Number(event.target.value)]?.value)
          }
          onBlur={leave}
        >
          <option value="">
            {index !== -1 && !field.required ? say('noChoice') : props.placeholder || say('chooseOption')}
          </option>
          {choices.map((choice, i) => (
            <option key={choice.label + String(i)} value={String(i)}>
              {choice.label}
            </option>
          ))}
        </select>
      </Box>
      <SoftNote options={options} pointer={field.pointer} text={textOf(props.value)} />
    </>
  )
}

function BranchSelect({ id, value, options, disabled, readonly, onChange, onBlur }: WidgetProps) {
  const union = useContext(UnionContext)
  const state = useFormState()
  const choices = options.enumOptions ?? []
  const description = union?.descriptions[Number(value)]
  const ownTitle = useId()
  return (
    <div className="fc-branch-select">
      {union?.titleId === undefined && (
        <span className="fc-title" id={ownTitle}>
          {say('chooseOption')}
        </span>
      )}
      <div className={disabled ? 'fc-box fc-box-off' : 'fc-box'}>
        <select
          className="fc-input fc-select"
          aria-labelledby={union?.titleId ?? ownTitle}
          value={String(value ?? 0)}
          disabled={Boolean(disabled || readonly)}
          onChange={event => {
            onChange(event.target.value)
            state.announce(say('chosen', { option: choices[Number(event.target.value)]?.label ?? '' }))
          }}
          onBlur={() => onBlur(id, value)}
        >
          {choices.map(choice => (
            <option key={String(choice.value)} value={String(choice.value)}>
              {choice.label}
            </option>
          ))}
        </select>
        <Caret />
      </div>
      {description !== undefined && <p className="fc-description">{plainText(description)}</p>}
    </div>
  )
}

function Caret() {
  return (
    <span className="fc-caret">
      <Icon name="down" />
    </span>
  )
}
