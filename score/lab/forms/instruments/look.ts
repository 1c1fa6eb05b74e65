import { controlsOf, isSelector, pathOf } from './read-path.ts'
import { visibleLabel } from './visible-label.ts'

/** One control, as it stands on the page. */
export interface Control {
  /** Property names joined by slashes; empty for the selector of a union. */
  path: string
  kind: string
  /** What is typed can be read by a bystander. */
  clear: boolean
  /** Its accessible name, as axe computes it. */
  name: string
  /** Words that name it can be seen. */
  labelled: boolean
  selector: boolean
  /** On screen now: not in a closed section or tab. */
  open: boolean
}

interface AxeText {
  setup(): void
  teardown(): void
  commons: { text: { accessibleText(element: Element): string } }
}

/** Every control of the form. */
export function look(): Control[] {
  const axe = (window as unknown as { axe: AxeText }).axe
  axe.setup()
  try {
    return controlsOf(document).map(control => {
      const name = axe.commons.text.accessibleText(control).trim()
      const selector = isSelector(control)
      return {
        path: selector ? '' : pathOf(control),
        kind: control instanceof HTMLInputElement ? control.type : control.tagName.toLowerCase(),
        clear: isClear(control),
        name,
        labelled: visibleLabel(control, name),
        selector,
        open: control.checkVisibility(),
      }
    })
  } finally {
    axe.teardown()
  }
}

function isClear(control: HTMLElement): boolean {
  if (control instanceof HTMLInputElement && control.type === 'password') return false
  return getComputedStyle(control).getPropertyValue('-webkit-text-security') === 'none'
}
