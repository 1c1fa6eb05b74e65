import { parentOf } from './colour.ts'

const CONTROLS =
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [contenteditable=true], [tabindex="0"], [role=button], [role=tab], [role=menuitem], [role=option], [role=switch]'

/** What can be looked at now: an open menu or the topmost window, else the whole page. */
export function scope(): Element {
  return (
    document.querySelector('[role=menu]:popover-open') ??
    [...document.querySelectorAll('dialog:modal')].at(-1) ??
    document.body
  )
}

/** Every element on screen, those in shadow trees too, as far as a person can see it. */
export function seenElements(): Element[] {
  return within(scope()).filter(isSeen)
}

export function seenControls(): HTMLElement[] {
  return seenElements().filter(
    (element): element is HTMLElement => element instanceof HTMLElement && element.matches(CONTROLS) && isOn(element),
  )
}

function within(root: Element | ShadowRoot): Element[] {
  return [...root.querySelectorAll('*')].flatMap(element => [
    element,
    ...(element.shadowRoot ? within(element.shadowRoot) : []),
  ])
}

function isSeen(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false
  const { width, height, right, bottom } = element.getBoundingClientRect()
  // What stands above the page comes down when it has the focus.
  const isFixed = getComputedStyle(element).position === 'fixed'
  const scrolled = isFixed ? { left: 0, top: 0 } : scrolledBy(element)
  const isAway = right + scrolled.left <= 0 || bottom + scrolled.top <= 0
  return width > 1 && height > 1 && !isAway && !isForReadersOnly(element)
}

/** How far the page and the boxes around it are scrolled: what stands above their edge comes back by scrolling. */
function scrolledBy(element: Element): { left: number; top: number } {
  const sum = { left: scrollX, top: scrollY }
  for (let box = element.parentElement; box && box !== document.documentElement; box = box.parentElement) {
    sum.left += box.scrollLeft
    sum.top += box.scrollTop
  }
  return sum
}

/** A control that is switched off says so by being faint. */
export function isOn(element: Element): boolean {
  return element.closest(':disabled, [aria-disabled=true], [inert]') === null
}

function isForReadersOnly(element: Element): boolean {
  for (let here: Element | null = element; here; here = parentOf(here)) {
    if (/^inset\(50%\)$|^rect\(/.test(getComputedStyle(here).clipPath)) return true
  }
  return false
}

/** What a person calls an element in a report: its kind, its class and the beginning of its words. */
export function describe(element: Element): string {
  const kind = element.tagName.toLowerCase()
  const name = element.getAttribute('class')?.split(' ')[0]
  const words = wordsOf(element).trim().replace(/\s+/g, ' ')
  return `${kind}${name ? `.${name}` : ''} "${words.slice(0, 40)}"`
}

/** What a panel holds is not its name: that is the tab's. */
function wordsOf(element: Element): string {
  const root = element.getRootNode() as Document | ShadowRoot
  const labels = (element.getAttribute('aria-labelledby') ?? '').split(' ').flatMap(id => root.getElementById(id) ?? [])
  const label = labels.map(({ textContent }) => textContent).join(' ')
  return label || (element.getAttribute('aria-label') ?? element.textContent ?? '')
}
