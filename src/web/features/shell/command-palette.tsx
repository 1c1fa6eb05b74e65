import './command-palette.css'
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import { Dialog } from '../../components/dialog.tsx'
import { Icon } from '../../components/icon.tsx'
import { type ListedOption, OptionList, optionId } from '../../components/option-list.tsx'
import { useActiveOption } from '../../components/use-active-option.ts'
import { t, tCount } from '../../lib/words-shell.ts'
import { type Command, findCommands } from './find-commands.ts'
import { useCommands } from './use-commands.ts'

/** Everything one can go to or begin, by a few letters of its name. The focus stays in the box. */
export function CommandPalette({ onClose, onShortcuts }: { onClose: () => void; onShortcuts: () => void }) {
  const id = useId()
  const list = `${id}-list`
  const [query, setQuery] = useState('')
  const commands = useCommands({ onShortcuts })
  // Thousands of accounts may be searched: the letters appear first.
  const wanted = useDeferredValue(query)
  const found = findCommands(commands, wanted)
  const options = found.map(asOption)
  const { active, begin, move, point } = useActiveOption(options, list)

  function run(key: string | undefined) {
    const command = found.find(each => each.key === key)
    if (!command) return
    if (!command.staysOpen) onClose()
    command.run()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') run(active?.key)
    else if (!move(event)) return
    event.preventDefault()
  }

  return (
    <Dialog title={t('paletteTitle')} onClose={onClose}>
      <div className="palette">
        <div className="palette-box">
          <Icon name="search" />
          <input
            data-autofocus
            role="combobox"
            aria-label={t('paletteBox')}
            aria-expanded="true"
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={active ? optionId(list, active.key) : undefined}
            className="palette-input"
            autoComplete="off"
            spellCheck={false}
            placeholder={t('paletteBox')}
            value={query}
            onChange={event => {
              begin()
              setQuery(event.target.value)
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <OptionList
          id={list}
          options={options}
          active={active}
          className="palette-list"
          onPoint={point}
          onChoose={option => run(option.key)}
          onKeyDown={onKeyDown}
        />
        <p role="status" className={found.length > 0 ? 'visually-hidden' : 'palette-none muted'}>
          {found.length > 0 ? tCount('paletteFound', found.length) : t('paletteNone', { query: wanted })}
        </p>
      </div>
    </Dialog>
  )
}

function asOption({ key, label, note, group, icon }: Command): ListedOption {
  const content = (
    <>
      <Icon name={icon} />
      <span className="palette-words">
        <span>{label}</span>
        {note && <span className="small muted"> {note}</span>}
      </span>
    </>
  )
  return { key, label, group, content }
}
