import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { Icon } from '../../components/icon.tsx'
import { partId } from '../field-path.ts'
import { useFormState, useFormStatus } from '../form-state.ts'
import { sayCount } from '../words.ts'

interface Tab {
  id: string
  title: string
  problems: number
  content: ReactNode
}

export interface TabsProps {
  /** Id of the field that the tabs divide. */
  id: string
  label: string
  tabs: readonly Tab[]
  orientation?: 'top' | 'start'
  /** Stands after the tabs, for a button that adds one. */
  after?: ReactNode
}

/** Tabs by the ARIA pattern: arrows, Home, End; one tab stop; all panels stay mounted. */
export function Tabs({ id, label, tabs, orientation = 'top', after }: TabsProps) {
  const state = useFormState()
  const container = partId(id, 'tabs')
  const chosen = useFormStatus(status => status.opened.get(container))
  const active = tabs.find(tab => tab.id === chosen) ?? tabs[0]
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const to = nextTab(event, tabs.indexOf(active as Tab), tabs.length, orientation)
    const tab = to === undefined ? undefined : tabs[to]
    if (!tab) return
    event.preventDefault()
    state.open(container, tab.id)
    list.current?.querySelectorAll<HTMLElement>(':scope > [role=tab]')[to ?? 0]?.focus()
  }
  return (
    <div className={`fc-tabs fc-tabs-${orientation}`}>
      <div className="fc-tabs-head">
        <div
          className="fc-tab-list"
          role="tablist"
          aria-label={label}
          aria-orientation={orientation === 'start' ? 'vertical' : 'horizontal'}
          tabIndex={-1}
          ref={list}
          onKeyDown={onKeyDown}
        >
          {tabs.map(tab => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              className="fc-tab"
              id={partId(container, 'title', tab.id)}
              aria-selected={tab === active}
              aria-controls={partId(container, 'list', tab.id)}
              tabIndex={tab === active ? 0 : -1}
              onClick={() => state.open(container, tab.id)}
            >
              {tab.title}
              {tab.problems > 0 && <ProblemChip count={tab.problems} />}
            </button>
          ))}
        </div>
        {after}
      </div>
      {tabs.map(tab => (
        <div
          key={tab.id}
          role="tabpanel"
          className="fc-panel"
          id={partId(container, 'list', tab.id)}
          aria-labelledby={partId(container, 'title', tab.id)}
          hidden={tab !== active}
          data-panel={container}
          data-opens={tab.id}
        >
          {tab.content}
        </div>
      ))}
    </div>
  )
}

function ProblemChip({ count }: { count: number }) {
  return (
    <span className="fc-chip-bad">
      <Icon name="error" size={12} />
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{sayCount('tabProblem', count)}</span>
    </span>
  )
}

/** Arrows along the reading direction, Home and End; undefined for every other key. */
function nextTab(event: KeyboardEvent, from: number, count: number, orientation: 'top' | 'start'): number | undefined {
  if (event.key === 'Home') return 0
  if (event.key === 'End') return count - 1
  const rightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl'
  const [back, on] = orientation === 'start' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight']
  const step = event.key === on ? 1 : event.key === back ? -1 : 0
  if (step === 0) return undefined
  const along = orientation === 'top' && rightToLeft ? -step : step
  return (from + along + count) % count
}
