import type { ArrayFieldTemplateProps } from '@rjsf/utils'
import { type ReactNode, useEffect, useRef } from 'react'
import { optionsOf } from '../field-options.ts'
import { partId } from '../field-path.ts'
import { countProblems, type ErrorTree, useShowsCounts } from '../field-problem.ts'
import { useFormState } from '../form-state.ts'
import { say } from '../words.ts'
import { ArrayFrame } from './array-frame.tsx'
import { Tabs } from './tab-list.tsx'

/** A list that shows one entry at a time. */
export function TabsArray(props: ArrayFieldTemplateProps) {
  return (
    <ArrayFrame array={props} kind="tabs" addAtEnd={false}>
      {({ title, id, addButton }) => <EntryTabs array={props} title={title} id={id} addButton={addButton} />}
    </ArrayFrame>
  )
}

interface EntryTabsProps {
  array: ArrayFieldTemplateProps
  title: string
  id: string
  addButton: ReactNode
}

function EntryTabs({ array, title, id, addButton }: EntryTabsProps) {
  const showsCounts = useShowsCounts()
  const { items } = array
  useNewestOpen(id, items.length)
  const tabs = items.map((item, index) => ({
    id: String(index),
    title: say('entry', { n: index + 1 }),
    problems: showsCounts ? countProblems(array.errorSchema as ErrorTree | undefined, [index]) : 0,
    content: item,
  }))
  return <Tabs id={id} label={title} tabs={tabs} orientation={orientationOf(array)} after={addButton} />
}

function orientationOf({ uiSchema }: ArrayFieldTemplateProps): 'top' | 'start' {
  const { layout } = optionsOf(uiSchema)
  return layout?.kind === 'tabs' ? (layout.orientation ?? 'top') : 'top'
}

/** A new entry comes to the front; after a removal the entry in its place, or the last one. */
function useNewestOpen(id: string, count: number): void {
  const state = useFormState()
  const before = useRef(count)
  useEffect(() => {
    const container = partId(id, 'tabs')
    const open = Number(state.get().opened.get(container) ?? 0)
    if (count > before.current) state.open(container, String(count - 1))
    else if (open >= count) state.open(container, String(Math.max(0, count - 1)))
    before.current = count
  }, [count, id, state])
}
