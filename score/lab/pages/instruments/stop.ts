import { contrast, drawnWidth, groundOf, over, parentOf, readColour } from './colour.ts'
import { describe } from './seen.ts'

/** Where the focus is, as a person sees it. */
export interface Stop {
  /** Unlike that of every other stop. */
  key: number
  what: string
  /** Contrast of the ring around it to its ground; 0 where there is none. */
  ring: number
  /** In the window, with nothing over its middle. */
  seen: boolean
  /** The part of the page whose stops follow one another in reading order. */
  part: number
  /** In that part. */
  place: Place
  /** Of the field that it belongs to, or its own: of fields side by side each is read as a whole. */
  whole: Place
}

export interface Place {
  key: number
  top: number
  bottom: number
  /** From the side where reading begins. */
  along: number
}

const PARTS =
  'nav, header, footer, main, aside, section, dialog, form, fieldset, ul, ol, table, tr, [role=group], [role=tablist], [role=toolbar], [role=tabpanel], [role=list], [role=listitem], li, article'

const FIELD = '.fc-field, .field'

const numbers = new WeakMap<Element, number>()
let last = 0

function numberOf(element: Element): number {
  const number = numbers.get(element) ?? ++last
  numbers.set(element, number)
  return number
}

/** The element with the focus, in shadow trees too. */
export function focused(): Element | null {
  let here = document.activeElement
  while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement
  return here === document.body || here === document.documentElement ? null : here
}

/** Undefined where the focus is on the browser itself. */
export function readStop(): Stop | undefined {
  const element = focused()
  if (!element) return undefined
  const box = element.getBoundingClientRect()
  const part = parentOf(element)?.closest(PARTS) ?? document.body
  return {
    key: numberOf(element),
    what: describe(element),
    ring: ringOf(element),
    seen: isSeenWhole(element, box),
    part: numberOf(part),
    place: placeIn(part, element),
    whole: placeIn(part, element.closest(FIELD) ?? element),
  }
}

function placeIn(part: Element, element: Element): Place {
  const [around, box] = [part.getBoundingClientRect(), element.getBoundingClientRect()]
  // What scrolls has moved since the stop before.
  const down = part.scrollTop - around.top
  const isRtl = getComputedStyle(part).direction === 'rtl'
  return {
    key: numberOf(element),
    top: box.top + down,
    bottom: box.bottom + down,
    along: isRtl ? around.right - box.right - part.scrollLeft : box.left - around.left + part.scrollLeft,
  }
}

/** Around it, or around the frame that is drawn as the control. */
function ringOf(element: Element): number {
  let frame: Element | null = element
  for (let level = 0; frame && level < 4; level++, frame = parentOf(frame)) {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(frame)
    if (outlineStyle === 'none' || drawnWidth(outlineWidth, frame) < 2) continue
    const ground = groundOf(parentOf(frame))
    return contrast(over(readColour(outlineColor), ground), ground)
  }
  return 0
}

function isSeenWhole(element: Element, box: DOMRect): boolean {
  // A text that scrolls in its box is never seen whole; its caret is.
  if (element.matches('[contenteditable=true]')) return box.top < innerHeight && box.bottom > 0
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
  const isLarge = box.height > innerHeight || box.width > innerWidth
  if (!isLarge && (box.top < -1 || box.left < -1 || box.bottom > innerHeight + 1 || box.right > innerWidth + 1))
    return false
  const hit = (element.getRootNode() as Document | ShadowRoot).elementFromPoint(
    Math.min(Math.max(x, 1), innerWidth - 1),
    Math.min(Math.max(y, 1), innerHeight - 1),
  )
  return (
    hit !== null && (element.contains(hit) || hit.contains(element) || hit.closest('label')?.contains(element) === true)
  )
}
