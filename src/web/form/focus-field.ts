import { useEffect } from 'react'
import { type FormState, useFormState, useFormStatus } from './form-state.ts'

const CONTROLS = 'input:not([type=hidden]), select, textarea'

/** Opens every tab, section and entry around the field `id`, then focuses it. */
export function focusField(state: FormState, id: string): void {
  const field = document.getElementById(id)
  if (field) focusElement(state, controlOf(field))
}

/** Opens what hides `element`, then focuses it. */
export function focusElement(state: FormState, element: HTMLElement): void {
  const openings = new Map<string, string>()
  for (let here = element.parentElement; here; here = here.parentElement) {
    const { panel, opens } = here.dataset
    if (panel !== undefined && opens !== undefined) openings.set(panel, opens)
  }
  state.reveal(element, openings)
}

/** Id of the first field, in reading order, at which a problem shows. */
export function firstFault(container: HTMLElement): string | undefined {
  return container.querySelector<HTMLElement>('[data-fault]')?.dataset['fault']
}

/** Moves the focus as soon as what hides the wished element has been opened: its effect runs after theirs. */
export function FocusKeeper() {
  const state = useFormState()
  const wish = useFormStatus(status => status.focus)
  useEffect(() => {
    if (!wish) return
    wish.element.focus()
    state.update({ focus: undefined })
  }, [wish, state])
  return null
}

/** A group takes the focus at its chosen, else its first control. */
function controlOf(element: HTMLElement): HTMLElement {
  if (element.matches(CONTROLS)) return element
  return element.querySelector<HTMLElement>('input:checked') ?? element.querySelector<HTMLElement>(CONTROLS) ?? element
}
