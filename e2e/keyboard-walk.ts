import type { Locator, Page } from 'playwright/test'
import { expect } from './fixtures.ts'

/** Where the focus was, as a person sees it and a reader speaks it. */
export interface Stop {
  /** Unlike that of every other stop. */
  key: string
  name: string
  /** In the part that scrolls, or in the head or foot around it. */
  part: string
  top: number
  bottom: number
  left: number
  /** A ring around it, or around the frame that is drawn as the control. */
  ring: boolean
  /** Nothing lies over its middle, and it is in the window. */
  uncovered: boolean
}

const MOST = 80

/** Presses Tab until `target` has the focus; says where it was instead when it never gets there. */
export async function tabTo(page: Page, target: Locator, { back = false } = {}): Promise<void> {
  await expect(target.first()).toBeVisible()
  const seen: string[] = []
  for (let i = 0; i < MOST; i++) {
    if (await target.first().evaluate(element => element === document.activeElement)) return
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    seen.push(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 80) ?? ''))
  }
  throw new Error(`the focus never came to ${target}; it was at\n${[...new Set(seen)].join('\n')}`)
}

/** Goes once around a window with Tab, from wherever the focus is. */
export async function walk(page: Page, dialog: Locator): Promise<Stop[]> {
  const stops: Stop[] = []
  for (let i = 0; i < MOST; i++) {
    const stop = await readStop(page, dialog)
    if (stop && stops.some(({ key }) => key === stop.key)) return stops
    if (stop) stops.push(stop)
    await page.keyboard.press('Tab')
  }
  throw new Error(`no end after ${MOST} stops`)
}

/** Undefined where the focus is on the browser itself, between the last stop and the first. */
async function readStop(page: Page, dialog: Locator): Promise<Stop | undefined> {
  const inside = await dialog.evaluate(
    element => element !== document.activeElement && element.contains(document.activeElement),
  )
  if (!inside) return undefined
  const focused = dialog.locator(':focus')
  // The ring may still be fading in, and the part that scrolls may still move.
  await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  const name = await focused.evaluate(nameOf)
  return { name, ...(await focused.evaluate(look)) }
}

/** What a browser computes as name, for the parts that forms are made of. */
function nameOf(element: Element): string {
  const texts = (element.getAttribute('aria-labelledby') ?? '')
    .split(' ')
    .map(id => document.getElementById(id)?.textContent)
  const labels =
    element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? [...(element.labels ?? [])] : []
  const spoken = [
    element.getAttribute('aria-label'),
    texts.join(' ').trim(),
    labels.map(label => label.textContent).join(' '),
    element.textContent,
    element.getAttribute('title'),
  ]
  return spoken.find(text => text)?.trim() ?? ''
}

function look(element: Element): Omit<Stop, 'name'> {
  const box = element.getBoundingClientRect()
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
  const hit = document.elementFromPoint(x, y)
  const frames = [element]
  for (let frame = element.parentElement; frame && frames.length < 4; frame = frame.parentElement) frames.push(frame)
  const ring = frames.some(frame => {
    const { outlineStyle, outlineWidth } = getComputedStyle(frame)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
  })
  const inWindow = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth
  const onTop =
    hit !== null && (element.contains(hit) || hit.contains(element) || hit.closest('label')?.contains(element) === true)
  const part = element.closest('.dialog-head, .dialog-foot, .type-list, .add-scroll')
  // What scrolls has moved since the stop before.
  const down = part?.scrollTop ?? 0
  const path = [element.id, element.getAttribute('aria-label'), element.textContent?.slice(0, 40), element.className]
  const place = [...document.querySelectorAll('*')].indexOf(element)
  return {
    key: [place, ...path].join('|'),
    part: part?.className ?? '',
    top: box.top + down,
    bottom: box.bottom + down,
    left: box.left,
    ring,
    uncovered: inWindow && onTop,
  }
}

export function expectSeen({ name, ring, uncovered }: Stop): void {
  expect({ name, ring, uncovered }).toEqual({ name, ring: true, uncovered: true })
}

/** Within a part each stop stands below the one before, or beside it in the same row. */
export function expectReadingOrder(stops: readonly Stop[]): void {
  for (const [index, stop] of stops.entries()) {
    const before = stops[index - 1]
    // A new part begins anywhere; and what scrolls has moved when its first stop comes again.
    if (!before || before.part !== stop.part) continue
    const middle = (stop.top + stop.bottom) / 2
    const sameRow = middle > before.top && middle < before.bottom
    expect(sameRow ? stop.left > before.left : middle >= before.bottom, `${before.name} before ${stop.name}`).toBe(true)
  }
}
