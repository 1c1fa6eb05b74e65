import { type RefObject, useCallback, useEffect, useRef } from 'react'
import type { EntryAction } from '../field-context.ts'
import { focusElement } from '../focus-field.ts'
import { useFormState } from '../form-state.ts'
import { say } from '../words.ts'

const CONTROLS = 'input:not([type=hidden]), select, textarea, button'

interface Wish {
  action: EntryAction
  index: number
}

/**
 * After a button of a list was pressed: says what happened, and once the entries are drawn anew focuses the new or
 * next entry, the moved entry's button, or the add button when nothing is left (forms.md §9). Entries bear `data-entry`.
 */
export function useEntryFocus(container: RefObject<HTMLElement | null>, title: string, count: number) {
  const state = useFormState()
  const wish = useRef<Wish | undefined>(undefined)
  useEffect(() => {
    const wanted = wish.current
    if (!wanted || !container.current) return
    wish.current = undefined
    const element = target(container.current, wanted, count)
    if (element) focusElement(state, element)
  })
  return useCallback(
    (action: EntryAction, index: number) => {
      wish.current = { action, index }
      state.announce(sentence(action, index, title))
    },
    [state, title],
  )
}

function target(container: HTMLElement, { action, index }: Wish, count: number): HTMLElement | undefined {
  const entries = within(container, '[data-entry]')
  if (action === 'removed') {
    const next = entries[Math.min(index, count - 1)]
    return next ? firstControl(next) : within(container, '[data-add]')[0]
  }
  if (action === 'added' || action === 'copied') {
    const made = entries[action === 'added' ? count - 1 : index + 1]
    return made && firstControl(made)
  }
  const moved = entries[action === 'movedUp' ? index - 1 : index + 1]
  const [same, other] = action === 'movedUp' ? ['up', 'down'] : ['down', 'up']
  const button = (way: string | undefined) => moved?.querySelector<HTMLElement>(`[data-move="${way}"]:not(:disabled)`)
  return button(same) ?? button(other) ?? undefined
}

/** Elements of this list, not of lists inside its entries. */
function within(container: HTMLElement, selector: string): HTMLElement[] {
  const found = [...container.querySelectorAll<HTMLElement>(selector)]
  return found.filter(element => element.closest('[data-list]') === container)
}

/** The first box that nothing inside the entry hides, before the buttons around it; with none, the first button. */
function firstControl(entry: HTMLElement): HTMLElement | undefined {
  const controls = [...entry.querySelectorAll<HTMLElement>(CONTROLS)]
  const free = controls.filter(control => {
    const hidden = control.closest('[hidden]')
    return !control.closest('[data-entry-tools]') && (!hidden || hidden.contains(entry))
  })
  return free.find(control => control.tagName !== 'BUTTON') ?? free[0] ?? controls[0]
}

function sentence(action: EntryAction, index: number, title: string): string {
  if (action === 'removed') return say('removed', { n: index + 1, title })
  if (action === 'movedUp') return say('moved', { n: index, title })
  if (action === 'movedDown') return say('moved', { n: index + 2, title })
  return say('added', { n: index + (action === 'copied' ? 2 : 1), title })
}
