import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright/test'
import { addDialog, field } from './add-dialog.ts'
import { expect } from './fixtures.ts'

const GALLERY = join(import.meta.dirname, '..', 'examples', 'gallery', 'layouts')

/** Puts the gallery of forms into the data folder of a running app, as `flow-deploy connector` would leave it. */
export function installGallery(home: string): Promise<void> {
  return cp(GALLERY, join(home, 'connectors', 'layouts'), { recursive: true })
}

/** Where a form of the gallery is looked at, and how wide: the window of the page, the frame of the preview. */
export const STAGES = ['Add connection', 'Preview'] as const
export const WIDTHS = [320, 768, 1440] as const
export type Stage = (typeof STAGES)[number]
export type Width = (typeof WIDTHS)[number]

/** Opens a form of the gallery by the name of its type without the service. */
export async function openForm(page: Page, stage: Stage, type: string): Promise<Locator> {
  const scope =
    stage === 'Preview' ? page.locator('.device') : await addDialog(page, 'layouts', type.replace('none', 'no word'))
  if (stage === 'Preview') await page.goto(`/preview/layouts-${type}`)
  await scope.locator('.fc-body').waitFor()
  return scope
}

export async function setWidth(page: Page, stage: Stage, width: Width): Promise<void> {
  await page.setViewportSize({ width: stage === 'Preview' ? 1440 : width, height: 900 })
  if (stage === 'Add connection') return
  await page.getByRole('group', { name: 'Width of the preview' }).getByText(String(width)).click()
}

/** Forms fold by the room they have, not by the window (look.md §5): beside the list of types 768 px are few. */
export function isWide(stage: Stage, width: Width): boolean {
  return stage === 'Preview' ? width >= 768 : width >= 1440
}

export interface Box {
  x: number
  y: number
  width: number
  right: number
  bottom: number
}

export async function boxOf(element: Locator): Promise<Box> {
  await expect(element).toBeVisible()
  const { x, y, width, height } = (await element.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const [left, top] = [Math.round(x), Math.round(y)]
  return { x: left, y: top, width: Math.round(width), right: Math.round(x + width), bottom: Math.round(y + height) }
}

/** The frames of the fields with these titles: label, box and the line below. */
export async function boxesOf<T extends Record<string, string>>(
  scope: Locator,
  titles: T,
): Promise<{ [K in keyof T]: Box }> {
  const frame = (title: string) => field(scope, title).locator('xpath=ancestor::*[contains(@class, "fc-field")][1]')
  const found = Object.entries(titles).map(async ([name, title]) => [name, await boxOf(frame(title))])
  return Object.fromEntries(await Promise.all(found))
}

/** One below the other, in this order, all of one width. */
export function expectStack(boxes: readonly Box[]): void {
  for (const [index, box] of boxes.entries()) {
    const before = boxes[index - 1]
    if (!before) continue
    expect(box.y).toBeGreaterThanOrEqual(before.bottom)
    expect([box.x, box.width]).toEqual([before.x, before.width])
  }
}

/** Side by side in this order, with a gap. */
export function expectRow(boxes: readonly Box[]): void {
  for (const [index, box] of boxes.entries()) {
    const before = boxes[index - 1]
    if (!before) continue
    expect(box.y).toBe(before.y)
    expect(box.x).toBeGreaterThan(before.right)
  }
}

/** The boxes that take text stand in one line, however many lines their titles and descriptions have. */
export async function expectInLine(scope: Locator, titles: readonly string[]): Promise<void> {
  const boxes = await Promise.all(titles.map(title => boxOf(field(scope, title))))
  const [first, ...others] = boxes.map(box => (box.y + box.bottom) / 2)
  for (const middle of others) expect(Math.abs(middle - (first ?? Number.NaN))).toBeLessThanOrEqual(1)
}

/** Each row begins below everything of the row before. */
export function expectBelow(rows: readonly (readonly Box[])[]): void {
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1]
    if (before)
      expect(Math.min(...row.map(box => box.y))).toBeGreaterThanOrEqual(Math.max(...before.map(box => box.bottom)))
  }
}

/** What sticks out of the form sideways, and whether the page itself does; empty when all is well. */
export async function overflowing(scope: Locator): Promise<string[]> {
  return scope.locator('.fc-form').evaluate(form => {
    // A button without a frame hangs out by its padding, so that its words stand in line with the others.
    const HANG = 11

    const { left, right } = form.getBoundingClientRect()
    const sticking = [...form.querySelectorAll('*')].filter(element => {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.visually-hidden')) return false
      const box = element.getBoundingClientRect()
      return box.width > 1 && box.height > 1 && (box.right > right + 1 || box.left < left - HANG)
    })
    const page = document.documentElement
    return [
      ...sticking.map(element => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 30)}`),
      ...(page.scrollWidth > window.innerWidth ? ['the page'] : []),
    ]
  })
}
