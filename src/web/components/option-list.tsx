import './option-list.css'
import type { KeyboardEvent, ReactNode } from 'react'
import { t } from '../lib/t.ts'

export interface ListedOption {
  key: string
  label: string
  disabled?: boolean
  /** Heading of the group it stands in; options of one group stand together. */
  group?: string
  /** What is drawn; the label is always part of it. */
  content: ReactNode
  accent?: boolean
}

export interface OptionListProps {
  id: string
  options: readonly ListedOption[]
  active: ListedOption | undefined
  className?: string
  hidden?: boolean
  onPoint: (option: ListedOption) => void
  onChoose: (option: ListedOption) => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** The list of a combobox. The focus stays in the box: it names the option that the keys stand on. */
export function OptionList({ id, options, active, className = '', hidden, ...on }: OptionListProps) {
  return (
    <div id={id} role="listbox" aria-label={t('entriesList')} className={`option-list ${className}`} hidden={hidden}>
      {grouped(options).map(group => (
        <fieldset key={group.name} aria-label={group.name || t('entriesList')} className="option-group">
          {group.name && (
            <div className="option-heading" aria-hidden="true">
              {group.name}
            </div>
          )}
          {group.options.map(option => (
            <div
              key={option.key}
              id={optionId(id, option.key)}
              role="option"
              tabIndex={-1}
              aria-selected={option === active}
              aria-disabled={option.disabled || undefined}
              className={`option${option.accent ? ' option-accent' : ''}`}
              onMouseMove={() => on.onPoint(option)}
              onMouseDown={event => event.preventDefault()}
              onClick={() => on.onChoose(option)}
              onKeyDown={on.onKeyDown}
            >
              {option.content}
            </div>
          ))}
        </fieldset>
      ))}
    </div>
  )
}

export function optionId(list: string, key: string): string {
  return `${list}-${key}`
}

function grouped(options: readonly ListedOption[]): { name: string; options: ListedOption[] }[] {
  const groups: { name: string; options: ListedOption[] }[] = []
  for (const option of options) {
    const name = option.group ?? ''
    const last = groups.at(-1)
    if (last?.name === name) last.options.push(option)
    else groups.push({ name, options: [option] })
  }
  return groups
}
