import './field.css'
import './combobox.css'
import { type KeyboardEvent, useRef, useState } from 'react'
import { t } from '../lib/t.ts'
import type { ControlProps } from './field.tsx'
import { Icon } from './icon.tsx'
import { type ListedOption, OptionList, optionId } from './option-list.tsx'
import { useActiveOption } from './use-active-option.ts'

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
  options: readonly ListedOption[]
  query: string
  onQuery: (query: string) => void
  onChoose: (key: string) => void
}) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const list = `${control.id}-list`
  const { active, begin, move, point } = useActiveOption(open ? options : [], list)

  function close() {
    setOpen(false)
    onQuery('')
  }

  function choose(option: ListedOption | undefined) {
    if (!option || option.disabled) return
    close()
    onChoose(option.key)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!open) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      setOpen(true)
    } else if (event.key === 'Enter') choose(active)
    else if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    } else if (!move(event)) return
    event.preventDefault()
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
          begin()
          onQuery(event.target.value)
        }}
        onKeyDown={onKeyDown}
      />
      <Icon name="down" />
      <OptionList
        id={list}
        options={options}
        active={active}
        className="combobox-list"
        hidden={!open}
        onPoint={point}
        onChoose={choose}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}
