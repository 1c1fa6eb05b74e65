import type { Locator, Page } from 'playwright/test'
import { expect } from './fixtures.ts'
import { tabTo } from './keyboard-walk.ts'

/** Goes there with Tab, and presses Enter. */
export async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

/** By a few letters, from whichever page. */
export async function goByPalette(page: Page, letters: string, option: string): Promise<void> {
  // Before that there is nobody to hear a key.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: 'Search and commands' })
  await expect(palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.type(letters)
  await expect(palette.getByRole('option', { selected: true })).toContainText(option)
  await page.keyboard.press('Enter')
}

/** Opens the menu of a row and takes this entry of it. */
export async function chooseFor(page: Page, label: string, entry: string): Promise<void> {
  await enter(page, page.getByRole('button', { name: `More for ${label}` }))
  const item = page.getByRole('menuitem', { name: entry, exact: true })
  await expect(item).toBeVisible()
  for (let i = 0; i < 12 && !(await item.evaluate(one => one === document.activeElement)); i++) {
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
}
