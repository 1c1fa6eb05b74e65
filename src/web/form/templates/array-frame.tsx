import type { ArrayFieldTemplateProps } from '@rjsf/utils'
import { type ReactNode, useContext, useRef } from 'react'
import { Button } from '../../components/button.tsx'
import { EntryContext, type EntryContextValue, NamedContext } from '../field-context.ts'
import { showsLabel, uiText } from '../field-options.ts'
import { domId } from '../field-path.ts'
import { say } from '../words.ts'
import { useEntryFocus } from './entry-focus.ts'
import { GroupText, Headed, HiddenTitle } from './object-frame.tsx'

export interface ArrayFrameProps {
  array: ArrayFieldTemplateProps
  kind: EntryContextValue['kind']
  columns?: string[]
  /** False where the add button stands elsewhere. */
  addAtEnd?: boolean
  /** Draws the entries, when there are some. */
  children: (parts: { title: string; id: string; addButton: ReactNode }) => ReactNode
}

/** Heading, description, entries and the add button of every kind of list; without entries it says so beside the button. */
export function ArrayFrame({ array, kind, columns, addAtEnd = true, children }: ArrayFrameProps) {
  const path = array.fieldPathId.path
  const id = domId(path)
  const title = uiText(array.uiSchema, 'ui:title') ?? array.title
  const description = uiText(array.uiSchema, 'ui:description')
  const isNamed = useContext(NamedContext)
  const list = useRef<HTMLDivElement>(null)
  const count = array.items.length
  const onAction = useEntryFocus(list, title, count)
  const addButton = array.canAdd ? (
    <Button
      kind="quiet"
      size="small"
      icon="plus"
      data-add=""
      className="fc-add"
      aria-label={say('addEntryTo', { title })}
      disabled={Boolean(array.disabled || array.readonly)}
      onClick={event => {
        array.onAddClick(event)
        onAction('added', count)
      }}
    >
      {say('addEntry')}
    </Button>
  ) : null
  const entries =
    count === 0 ? (
      <div className="fc-no-entries">
        <p className="fc-none">{say('noEntries')}</p>
        {addButton}
      </div>
    ) : (
      <>
        <NamedContext value={false}>
          <EntryContext value={{ title, kind, ...(columns ? { columns } : {}), onAction }}>
            {children({ title, id, addButton })}
          </EntryContext>
        </NamedContext>
        {addAtEnd && addButton}
      </>
    )
  return (
    <div className="fc-list" ref={list} data-list={id}>
      {isNamed || !showsLabel(array.uiSchema) ? (
        <>
          <HiddenTitle id={id} title={title} />
          <GroupText text={description} />
          {entries}
        </>
      ) : (
        <Headed id={id} title={title} required={array.required ?? false} text={description}>
          {entries}
        </Headed>
      )}
    </div>
  )
}
