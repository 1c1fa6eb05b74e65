import './field.css'
import './combobox.css'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { t } from '../lib/t.ts'
import type { ControlProps } from './field.tsx'
import { Icon } from './icon.tsx'

export interface ComboboxOption {
  key: string
  label: string
  disabled?: boolean
  /** Heading of the group it stands in; options of one group stand together. */
  group?: string
  /** What is drawn; the label is always part of it. */
  content: ReactNode
  accent?: boolean
}

/** A box to type in and a list under it. Arrow keys move, Enter chooses, Escape closes (ARIA combobox pattern). */
export function Combobox({
  control,
  value,
  options,
  query,
  onQuery,
  onChoose,
}: {
  control: ControlProps
  /** Label of the chosen entry; empty when there is none. */
  value: string
  options: readonly ComboboxOption[]
  query: string
  onQuery: (query: string) => void
  onChoose: (key: string) => void
}) {
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const root = useRef<HTMLDivElement>(null)
  const list = `${control.id}-list`
  const active = open ? options[Math.min(at, options.length - 1)] : undefined

  useEffect(() => {
    if (active) document.getElementById(optionId(list, active.key))?.scrollIntoView({ block: 'nearest' })
  }, [active, list])

  function close() {
    setOpen(false)
    onQuery('')
  }

  function choose(option: ComboboxOption | undefined) {
    if (!option || option.disabled) return
    close()
    onChoose(option.key)
  }

  function onKeyDown(event: KeyboardEvent) {
    const last = options.length - 1
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) return setOpen(true)
      setAt(now => (event.key === 'ArrowDown' ? (now >= last ? 0 : now + 1) : now <= 0 ? last : now - 1))
    } else if (event.key === 'Enter' && open) {
      event.preventDefault()
      choose(active)
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      event.stopPropagation()
      close()
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only notices that the focus left the whole
    <div
      className="combobox"
      ref={root}
      onBlur={event => {
        if (!root.current?.contains(event.relatedTarget)) close()
      }}
    >
      <input
        {...control}
        className="input"
        role="combobox"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={active ? optionId(list, active.key) : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('searchOrChoose')}
        value={open ? query : value}
        onClick={() => setOpen(true)}
        onChange={event => {
          setOpen(true)
          setAt(0)
          onQuery(event.target.value)
        }}
        onKeyDown={onKeyDown}
      />
      <Icon name="down" />
      <div id={list} role="listbox" aria-label={t('entriesList')} className="combobox-list" hidden={!open}>
        {grouped(options).map(group => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox may hold groups, no fieldsets
          <div key={group.name} role="group" aria-label={group.name || t('entriesList')} className="combobox-group">
            {group.name && (
              <div className="combobox-heading" aria-hidden="true">
                {group.name}
              </div>
            )}
            {group.options.map(option => (
              <div
                key={option.key}
                id={optionId(list, option.key)}
                role="option"
                tabIndex={-1}
                aria-selected={option === active}
                aria-disabled={option.disabled || undefined}
                className={`combobox-option${option.accent ? ' combobox-accent' : ''}`}
                onMouseMove={() => setAt(options.indexOf(option))}
                onMouseDown={event => event.preventDefault()}
                onClick={() => choose(option)}
                onKeyDown={onKeyDown}
              >
                {option.content}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

function optionId(list: string, key: string): string {
  return `${list}-${key}`
}

function grouped(options: readonly ComboboxOption[]): { name: string; options: ComboboxOption[] }[] {
  const groups: { name: string; options: ComboboxOption[] }[] = []
  for (const option of options) {
    const name = option.group ?? ''
    const last = groups.at(-1)
    if (last?.name === name) last.options.push(option)
    else groups.push({ name, options: [option] })
  }
  return groups
}
