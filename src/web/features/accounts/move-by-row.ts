import type { KeyboardEvent } from 'react'
import { drawGap } from './draw-gap.ts'

/** Arrow keys, Home and End go from row to row and stay in their column: from one label to the next, one Test to the next. */
export function moveByRow(event: KeyboardEvent<HTMLElement>): void {
  const { key, target, currentTarget } = event
  if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof Element)) return
  if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(key) || target.closest('[role=menu]')) return
  const row = target.closest('li.account-row')
  if (!row) return
  // A stretch of blocks becomes its blocks first.
  for (let i = 0; i < 2; i++) drawGap(neighbour(row, key, currentTarget))
  const rows = [...currentTarget.querySelectorAll('li.account-row')]
  const at = rows.indexOf(row)
  const last = rows.length - 1
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[key]
  const there = next === undefined ? undefined : rows[Math.min(Math.max(next, 0), last)]
  if (!there) return
  event.preventDefault()
  const column = COLUMNS.find(selector => target.matches(selector)) ?? LABEL
  const control = there.querySelector<HTMLElement>(column) ?? there.querySelector<HTMLElement>(LABEL)
  control?.focus()
  there.scrollIntoView({ block: 'nearest' })
}

/** The block of rows that comes next in this direction, when `row` is the last of its own. */
function neighbour(row: Element, key: string, list: Element): Element | null | undefined {
  const blocks = [...list.querySelectorAll('.account-group > ul')]
  if (key === 'Home') return blocks[0]
  if (key === 'End') return blocks.at(-1)
  const down = key === 'ArrowDown'
  if (down ? row.nextElementSibling : row.previousElementSibling) return null
  const at = row.parentElement ? blocks.indexOf(row.parentElement) : -1
  return at < 0 ? null : blocks[at + (down ? 1 : -1)]
}

const LABEL = '.account-label'
const COLUMNS = ['.check-input', '.account-next, .account-test', '[aria-haspopup=menu]']
