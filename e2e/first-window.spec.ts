import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { formSchema, writeConnector } from './write-connector.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test.beforeAll(async ({ app }) => {
  const text = (title: string) => ({ type: 'string', title, description: 'Any', minLength: 1 })
  await writeConnector(app.home, 'early', {
    bird: {
      input: formSchema('Early', {
        url: { ...text('Server URL'), format: 'url' },
        user: text('User name'),
        password: { ...text('Password'), format: 'password' },
        zone: { type: 'string', title: 'Zone', description: 'Where', enum: ['east', 'west'], default: 'east' },
        safe: { type: 'boolean', title: 'Safe', description: 'Or not', default: false },
      }),
    },
  })
})

/** Opens the form as a link does; the scripts of the page come when `release` is called. */
async function openHeld(page: Page) {
  const { promise, resolve: release } = Promise.withResolvers<void>()
  await page.route('**/assets/index-*.js', async route => {
    await promise
    await route.continue()
  })
  const first = page.locator('#first-window')
  // Until the server has drawn it once it may be faster to send the page alone.
  await expect(async () => {
    await page.goto('/?add=early-bird', { waitUntil: 'commit' })
    await expect(first.getByRole('dialog')).toBeVisible({ timeout: 2_000 })
  }).toPass()
  const arrive = async () => {
    release()
    await expect(first).not.toBeAttached()
  }
  return { dialog: page.getByRole('dialog'), arrive }
}

test('what is typed and chosen before any script has come stays, with the focus and the caret', async ({ page }) => {
  const { dialog, arrive } = await openHeld(page)
  expect((await new AxeBuilder({ page }).include('#first-window').analyze()).violations).toEqual([])
  await field(dialog, 'Password').fill('let-me-in')
  await field(dialog, 'Zone').selectOption('west')
  await field(dialog, 'Safe').check()
  await field(dialog, 'Server URL').pressSequentially('https://example.com')
  await page.keyboard.press('Home')
  const before = await field(dialog, 'Server URL').boundingBox()
  await arrive()
  await expect(page.locator('dialog:modal')).toBeVisible()
  await expect(field(dialog, 'Server URL')).toBeFocused()
  await expect(field(dialog, 'Server URL')).toHaveValue('https://example.com')
  await expect(field(dialog, 'Password')).toHaveValue('let-me-in')
  await expect(field(dialog, 'Zone').locator('option:checked')).toHaveText('west')
  await expect(field(dialog, 'Safe')).toBeChecked()
  expect(await field(dialog, 'Server URL').boundingBox()).toEqual(before)
  await page.keyboard.type('x')
  await expect(field(dialog, 'Server URL')).toHaveValue('xhttps://example.com')
})

test('Enter before any script has come sends nothing by itself, and saves when the page stands', async ({ page }) => {
  const { dialog, arrive } = await openHeld(page)
  await field(dialog, 'Server URL').fill('https://example.com')
  await field(dialog, 'User name').fill('ann')
  await field(dialog, 'Password').fill('let-me-in')
  await field(dialog, 'Password').press('Enter')
  expect(page.url()).toMatch(/\?add=early-bird$/)
  await arrive()
  await expect(page.getByText('bird1', { exact: true }).first()).toBeVisible()
  await expect(dialog).not.toBeAttached()
})

test('a curl line pasted before any script has come fills the form', async ({ page }) => {
  const { dialog, arrive } = await openHeld(page)
  await page.evaluate(() => navigator.clipboard.writeText(`curl -u 'ann:let-me-in' \\\n  https://shop.example.com/`))
  await field(dialog, 'Server URL').focus()
  await page.keyboard.press('ControlOrMeta+v')
  await arrive()
  await expect(field(dialog, 'Server URL')).toHaveValue('https://shop.example.com')
  await expect(field(dialog, 'User name')).toHaveValue('ann')
  await expect(field(dialog, 'Password')).toHaveValue('let-me-in')
})

test('the look that was chosen is there from the first frame, and another language is waited for', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('flow-theme', 'dark'))
  const { arrive } = await openHeld(page)
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
  await arrive()
  await page.unrouteAll()
  await page.evaluate(() => localStorage.setItem('flow-language', 'de'))
  await page.goto('/?add=early-bird')
  await expect(page.getByRole('button', { name: 'Speichern' })).toBeVisible()
  await expect(page.locator('#first-window')).not.toBeAttached()
})
