import { describe, scope, seenControls } from './seen.ts'

/** What a person whose window is this small cannot get at: what sticks out sideways, and controls that stay covered. */
export function lost(): string[] {
  const page = document.documentElement
  const sideways = page.scrollWidth > innerWidth ? [`the page is ${page.scrollWidth} px wide`] : []
  const before = scrollPlaces()
  const covered = seenControls().flatMap(control => {
    const why = whyOutOfReach(control)
    return why === undefined ? [] : [`${why}: ${describe(control)}`]
  })
  for (const [element, top, left] of before) element.scrollTo({ top, left, behavior: 'instant' })
  return [...sideways, ...covered]
}

/** Names of all that can be pressed or filled in. */
export function controlNames(): string[] {
  const names = seenControls().map(control => describe(control).replace(/^[^"]*/, ''))
  return [...new Set(names)].filter(name => name !== '""')
}

function whyOutOfReach(control: HTMLElement): string | undefined {
  control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
  const { left, right, top, bottom, width, height } = control.getBoundingClientRect()
  // The lines of a text run on in a box that scrolls.
  if (control.matches('[contenteditable=true]')) return undefined
  if (left < -1 || right > innerWidth + 1) return 'sticks out'
  const [x, y] = [left + width / 2, top + Math.min(height, innerHeight) / 2]
  if (y < 0 || y > innerHeight || bottom < 0) return 'cannot be scrolled to'
  const root = control.getRootNode() as Document | ShadowRoot
  const hit = root.elementFromPoint(x, y)
  if (!hit || control.contains(hit) || hit.contains(control)) return undefined
  const label = control instanceof HTMLInputElement ? control.labels?.[0] : undefined
  return label?.contains(hit) || hit.closest('label')?.contains(control) ? undefined : `covered by ${describe(hit)}`
}

function scrollPlaces(): [Element, top: number, left: number][] {
  const parts = [document.documentElement, ...scope().querySelectorAll('*')]
  return parts
    .filter(({ scrollTop, scrollLeft }) => scrollTop || scrollLeft)
    .map(part => [part, part.scrollTop, part.scrollLeft])
}
