/** What is open in a form, and which box has the focus: a changed schema draws the form anew. */
export interface Place {
  /** Id of the panel → whether it is open. */
  readonly panels: ReadonlyMap<string, boolean>
  readonly focus: string | undefined
}

const TABS = '[role="tab"][aria-controls]'
const FOLDS = '.fc-fold-button[aria-controls]'

export function readPlace(form: HTMLElement): Place {
  const panels = new Map<string, boolean>()
  for (const tab of form.querySelectorAll(TABS)) note(panels, tab, 'aria-selected')
  for (const fold of form.querySelectorAll(FOLDS)) note(panels, fold, 'aria-expanded')
  const { activeElement } = document
  const inside = activeElement instanceof HTMLElement && form.contains(activeElement) && activeElement.id
  return { panels, focus: inside || undefined }
}

/** Opens what was open and gives the focus back, unless it is somewhere else by now. */
export function restorePlace(form: HTMLElement, { panels, focus }: Place): void {
  for (const tab of form.querySelectorAll<HTMLElement>(TABS)) {
    if (tab.ariaSelected === 'false' && panels.get(controlled(tab))) tab.click()
  }
  for (const fold of form.querySelectorAll<HTMLElement>(FOLDS)) {
    const open = panels.get(controlled(fold))
    if (open !== undefined && String(open) !== fold.ariaExpanded) fold.click()
  }
  // The panel around the box is drawn open by then.
  if (focus !== undefined) setTimeout(() => restoreFocus(form, focus))
}

function restoreFocus(form: HTMLElement, id: string): void {
  const box = document.activeElement === document.body ? document.getElementById(id) : null
  if (!box || !form.contains(box)) return
  box.focus({ preventScroll: true })
  // Typing goes on at the end of what was typed.
  if (box instanceof HTMLInputElement && /^(text|password|search|url|tel)$/.test(box.type)) {
    box.setSelectionRange(box.value.length, box.value.length)
  }
}

function note(panels: Map<string, boolean>, button: Element, state: 'aria-selected' | 'aria-expanded'): void {
  panels.set(controlled(button), button.getAttribute(state) === 'true')
}

function controlled(button: Element): string {
  return button.getAttribute('aria-controls') ?? ''
}
