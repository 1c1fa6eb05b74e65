type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const CONTROLS = 'input, textarea, select'
const SCROLLERS = ['.add-scroll', '.type-list', '.dialog-body']

/**
 * Does again in `to` what a person did in `from`, which shows the same but answers to nothing: types what was typed,
 * chooses what was chosen, and stands where they stood: `active`, for `to` may have taken the focus by now.
 */
export function carryOver({ from, to, active }: { from: Element; to: Element; active: Element | null }): void {
  const controls = [...from.querySelectorAll<Control>(CONTROLS)]
  // Choices last: they may take away boxes that were typed into.
  const [texts, choices] = [controls.filter(isText), controls.filter(control => !isText(control))]
  for (const control of [...texts, ...choices]) {
    const twin = twinOf(control, from, to)
    if (twin) carry(control, twin)
  }
  for (const scroller of SCROLLERS) {
    const twin = to.querySelector(scroller)
    if (twin) twin.scrollTop = from.querySelector(scroller)?.scrollTop ?? 0
  }
  const focused = active && from.contains(active) && twinOf(active, from, to)
  if (active && focused instanceof HTMLElement) {
    focused.focus({ preventScroll: true })
    placeCaret(active, focused)
  }
  const pressed = from.querySelector('[data-pressed]')
  const button = pressed && twinOf(pressed, from, to)
  // Once the page has taken in what was typed.
  if (button instanceof HTMLElement) setTimeout(() => button.click())
}

/** Fields of the form are known by their ids, other parts by their place among their like. */
function twinOf<T extends Element>(element: T, from: Element, to: Element): Element | null {
  if (element.id.startsWith('fc/')) return to.querySelector(`[id="${CSS.escape(element.id)}"]`)
  const like = (root: Element) => [...root.querySelectorAll(element.tagName)].filter(each => !each.id.startsWith('fc/'))
  return like(to)[like(from).indexOf(element)] ?? null
}

function isText(control: Control): control is HTMLInputElement | HTMLTextAreaElement {
  return control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && !isTicked(control))
}

function isTicked(control: HTMLInputElement): boolean {
  return control.type === 'checkbox' || control.type === 'radio'
}

function carry(control: Control, twin: Element): void {
  if (control instanceof HTMLSelectElement) {
    const chosen = [...control.options].some(option => option.selected && !option.hasAttribute('selected'))
    if (!chosen || !(twin instanceof HTMLSelectElement) || twin.selectedIndex === control.selectedIndex) return
    setAs(HTMLSelectElement.prototype, twin, control.value)
    twin.dispatchEvent(new Event('change', { bubbles: true }))
  } else if (control instanceof HTMLTextAreaElement) {
    if (control.value !== control.defaultValue && twin instanceof HTMLTextAreaElement) type(twin, control.value)
  } else if (!(twin instanceof HTMLInputElement)) {
    return
  } else if (isTicked(control)) {
    if (control.checked !== control.defaultChecked && twin.checked !== control.checked) twin.click()
  } else if (control.value !== control.defaultValue) {
    const { pasted } = control.dataset
    // A text that fills many fields does so.
    if (pasted !== undefined && control.value === asOneLine(pasted)) tellPaste(twin, pasted)
    type(twin, control.value)
  }
}

/** What a browser makes of a text that is pasted into an empty box. */
function asOneLine(text: string): string {
  return text.replaceAll(/\r?\n/g, ' ')
}

function tellPaste(box: HTMLInputElement, text: string): void {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
}

function type(box: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  if (box.value === text) return
  setAs(Object.getPrototypeOf(box), box, text)
  box.dispatchEvent(new Event('input', { bubbles: true }))
}

/** As a keyboard does: React has a setter of its own on the element, by which it knows what it set itself. */
function setAs(prototype: object, element: Element, value: string): void {
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value)
}

function placeCaret(from: Element, to: HTMLElement): void {
  const isBox = (element: Element) => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
  if (!isBox(from) || !isBox(to) || from.selectionStart === null || to.selectionStart === null) return
  to.setSelectionRange(from.selectionStart, from.selectionEnd, from.selectionDirection ?? undefined)
}
