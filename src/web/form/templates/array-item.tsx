import type { ArrayFieldItemTemplateProps } from '@rjsf/utils'
import { useContext } from 'react'
import { Button } from '../../components/button.tsx'
import type { IconName } from '../../components/icon-drawings.tsx'
import { type EntryAction, EntryContext, type EntryContextValue } from '../field-context.ts'
import { optionsOf } from '../field-options.ts'
import { say } from '../words.ts'

/** One entry of a list, with its buttons: a block, a row of a table, or the content of a tab. */
export function ArrayItem(props: ArrayFieldItemTemplateProps) {
  const entry = useContext(EntryContext)
  if (!entry) throw new TypeError('an entry is drawn outside of a list')
  const tools = <EntryTools {...props} entry={entry} />
  const isObject = props.schema.type === 'object' || props.schema.type === 'array'
  if (entry.kind === 'table') {
    return (
      <tr data-entry={props.index}>
        {props.children}
        <td className="fc-td fc-td-tools">{tools}</td>
      </tr>
    )
  }
  if (!isObject) {
    return (
      <li className="fc-entry fc-entry-line" data-entry={props.index}>
        {props.children}
        {tools}
      </li>
    )
  }
  const Tag = entry.kind === 'tabs' ? 'div' : 'li'
  return (
    <Tag className={`fc-entry fc-entry-${entry.kind}`} data-entry={props.index}>
      <div className="fc-entry-head">
        <span className="fc-entry-name">
          {entry.kind === 'stack' && say('entryOf', { title: entry.title, n: props.index + 1 })}
        </span>
        {tools}
      </div>
      {props.children}
    </Tag>
  )
}

interface Tool {
  action: EntryAction
  icon: IconName
  name: string
  /** Not there at all, or there but not now. */
  state: 'ready' | 'off' | 'none'
  press: () => void
  move?: 'up' | 'down'
}

function EntryTools({
  buttonsProps,
  index,
  entry,
  disabled,
  readonly,
  parentUiSchema,
}: ArrayFieldItemTemplateProps & { entry: EntryContextValue }) {
  const { title } = entry
  const words = { n: index + 1, title }
  const canMove = optionsOf(parentUiSchema).orderable !== false && buttonsProps.totalItems > 1
  const step = (able: boolean): Tool['state'] => (!canMove ? 'none' : able ? 'ready' : 'off')
  // Called without their event: RJSF would take the focus off the button.
  const tools: Tool[] = [
    {
      action: 'movedUp',
      icon: 'up',
      name: say('moveUp', words),
      state: step(buttonsProps.hasMoveUp),
      press: () => buttonsProps.onMoveUpItem(),
      move: 'up',
    },
    {
      action: 'movedDown',
      icon: 'down',
      name: say('moveDown', words),
      state: step(buttonsProps.hasMoveDown),
      press: () => buttonsProps.onMoveDownItem(),
      move: 'down',
    },
    {
      action: 'copied',
      icon: 'copy',
      name: say('copyEntry', words),
      state: buttonsProps.hasCopy ? 'ready' : 'none',
      press: () => buttonsProps.onCopyItem(),
    },
    {
      action: 'removed',
      icon: 'trash',
      name: say('removeEntry', words),
      state: buttonsProps.hasRemove ? 'ready' : 'none',
      press: () => buttonsProps.onRemoveItem(),
    },
  ]
  return (
    <div className="fc-entry-tools" data-entry-tools="">
      {tools
        .filter(tool => tool.state !== 'none')
        .map(tool => (
          <Button
            key={tool.action}
            kind="quiet"
            size="small"
            iconOnly
            icon={tool.icon}
            aria-label={tool.name}
            data-move={tool.move}
            disabled={tool.state === 'off' || Boolean(disabled || readonly)}
            onClick={() => {
              tool.press()
              entry.onAction(tool.action, index)
            }}
          />
        ))}
    </div>
  )
}
