import type { Page } from 'playwright/test'
import { addDialog } from './add-dialog.ts'
import { axeViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { sampleAccounts } from './shots/sample-accounts.ts'
import { SCENES } from './shots/scenes.ts'
import { serveAccounts } from './shots/serve-accounts.ts'
import { STUDIO_SCENES } from './shots/studio-scenes.ts'

const PAGES = ['/', '/actions', '/preview', '/providers', '/activity', '/health', '/settings', '/nowhere']

/** What a person may have in front of them besides a page as it opens. Each starts from a page of its own. */
const STATES: Record<string, (page: Page, width: number) => Promise<unknown>> = {
  async 'a list in every state, with some ticked'(page, width) {
    await serveAccounts(page, sampleAccounts())
    await page.goto('/')
    await page.getByRole('button', { name: 'Gmail_Orders', exact: true }).waitFor()
    if (width > 720) await page.getByLabel('Select Gmail_Orders').check()
  },
  async 'the menu of a row'(page) {
    await page.getByRole('button', { name: 'More for Gmail_Orders' }).click()
    await page.getByRole('menuitem', { name: 'Rename…' }).waitFor()
  },
  async 'a label that is taken'(page) {
    await page.getByRole('menuitem', { name: 'Rename…' }).click()
    await page.getByLabel('Connection Label').fill('Gmail_Alerts')
    await page.getByText('This label is taken.').waitFor()
  },
  async 'a load file with a fault'(page) {
    await page.goto('/providers')
    await page.getByRole('button', { name: 'Load file…' }).click()
    const file = { name: 'oauths.json', mimeType: 'application/json', buffer: Buffer.from('{ "onedrive": 7 }') }
    await page.getByRole('dialog').locator('input[type=file]').setInputFiles(file)
    await page.getByRole('dialog').getByRole('alert').waitFor()
  },
}

const WINDOWS =
  /^(all-accounts|accounts-(details|switch|in-use)|health|palette|providers-(troubled|try)|shortcuts|webhooks(-deliveries)?)$/
const IN_TURNS = [...STUDIO_SCENES, ...SCENES.filter(({ name }) => WINDOWS.test(name))]

/** The other theme differs in its colours alone: there only they are looked at, unless FLOW_E2E_FULL=1. */
const COLOUR_RULES = process.env['FLOW_E2E_FULL'] ? [] : ['color-contrast']

for (const [width, theme, otherTheme] of [
  [1280, 'light', 'dark'],
  [320, 'dark', 'light'],
] as const) {
  test(`every page passes axe in both themes at ${width} px, and nothing scrolls sideways`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    const expectGood = async (where: string) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      expect(await axeViolations(page), where).toEqual([])
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(beyond, where).toBeLessThanOrEqual(0)
      await page.emulateMedia({ colorScheme: otherTheme, reducedMotion: 'reduce' })
      expect(await axeViolations(page, COLOUR_RULES), `${where}, ${otherTheme}`).toEqual([])
    }
    for (const path of PAGES) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
      await expectGood(path)
    }
    const dialog = await addDialog(page, 'cloud-billing|Cloud Billing')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByRole('alert')).toBeVisible()
    await expectGood('failed form')
  })
}

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 320],
] as const) {
  test(`every state of a page passes axe in ${colorScheme} at ${width} px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 800 })
    for (const [name, show] of Object.entries(STATES)) {
      await show(page, width)
      expect(await axeViolations(page), name).toEqual([])
    }
  })
}

/** Each of the studio's states and of the other windows in one of the four looks, by turns; FLOW_E2E_FULL=1: in all of them. */
for (const [look, colorScheme, width] of [
  [0, 'light', 1280],
  [1, 'dark', 320],
  [2, 'dark', 1280],
  [3, 'light', 320],
] as const) {
  test(`the studio and the windows pass axe in ${colorScheme} at ${width} px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 800 })
    for (const [index, { name, show }] of IN_TURNS.entries()) {
      if (index % 4 !== look && !process.env['FLOW_E2E_FULL']) continue
      await show(page)
      expect(await axeViolations(page), name).toEqual([])
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(beyond, name).toBeLessThanOrEqual(0)
    }
  })
}

test('a connection can be started by keyboard alone', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: /skip/i })).toBeFocused()
  const add = page.getByRole('button', { name: 'Add connection' }).first()
  await add.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(add).toBeFocused()
})
