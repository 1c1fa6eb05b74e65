import type { Page } from 'playwright/test'
import { field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'

const source = (properties: object) =>
  JSON.stringify({ input: { type: 'object', title: 'Depot', properties } }, null, 2)
const text = (title: string, more: object = {}) => ({ type: 'string', title, description: 'Any', ...more })

const editor = (page: Page) => page.getByRole('textbox', { name: 'Text of connection.json' })
const problems = (page: Page) => page.getByRole('region', { name: /^Problems/ })

test.beforeEach(({ page }) => page.goto('/preview'))

test('a problem is found, mended and unmended by keys alone, and Tab leaves the editor', async ({ page }) => {
  await editor(page).fill(source({ port: { ...text('Port'), type: 'integer', mininum: 1 } }))
  await expect(problems(page).getByText('suspicious-keyword')).toBeVisible()
  await editor(page).press('F8')
  await expect(page.locator('.cm-note')).toContainText('"mininum" has no effect.')
  await page.keyboard.press('ControlOrMeta+.')
  await expect(editor(page)).toContainText('"minimum": 1')
  await expect(problems(page).getByText('Nothing to say about this file.')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(editor(page)).toContainText('"mininum": 1')
  await problems(page)
    .getByRole('button', { name: /^Fix line/ })
    .click()
  await expect(editor(page)).toContainText('"minimum": 1')
  await editor(page).focus()
  await page.keyboard.press('Tab')
  await expect(editor(page)).not.toBeFocused()
})

test('what connect receives stands beside the form without secrets, and axe finds nothing wrong in it', async ({
  page,
}) => {
  await editor(page).fill(
    source({
      host: text('Host'),
      port: { ...text('Port'), type: 'integer', default: 443 },
      password: text('Key', { format: 'password' }),
    }),
  )
  await field(page, 'Key').fill('canary-k3y')
  await page.getByRole('tab', { name: 'What connect receives' }).click()
  const received = page.getByRole('list', { name: 'What connect receives' })
  await expect(received.getByRole('listitem').filter({ hasText: '"port"' })).toContainText('443')
  await expect(received.getByRole('listitem').filter({ hasText: '"host"' })).toContainText('left empty')
  await expect(received.getByRole('listitem').filter({ hasText: '"password"' })).toContainText('hidden')
  await expect(page.getByText('canary-k3y')).toHaveCount(0)

  await page.getByRole('group', { name: 'Width of the preview' }).getByText('400').click()
  await page.getByRole('group', { name: 'Direction of the preview' }).getByText('RTL').click()
  await page.getByRole('tab', { name: 'Accessibility' }).click()
  await page.getByRole('button', { name: 'Check with axe' }).click()
  await expect(page.getByText('No violations', { exact: true }).first()).toBeVisible()
  await page.reload()
  await expect(page.locator('.device')).toHaveAttribute('dir', 'rtl')
  await expect(page.getByRole('radio', { name: /400/ })).toBeChecked()
})

test('another version shows what becomes of saved connections, and a picture is no connection.json', async ({
  page,
}) => {
  const password = text('Password', { format: 'password', minLength: 1 })
  await editor(page).fill(
    source({ server: text('Server', { format: 'url', minLength: 1 }), password, zone: text('Zone') }),
  )
  await expect(field(page, 'Zone')).toBeVisible()
  await page.getByRole('button', { name: 'Compare' }).click()
  const before = { server: text('Server', { format: 'url', minLength: 1 }), password, area: text('Old area') }
  await page.getByRole('textbox', { name: /earlier connection.json/ }).fill(source(before))
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await expect(row('Old area')).toContainText('Lost')
  await expect(row('Zone')).toContainText('Empty')
  await expect(page.getByText('2 more fields are the same.')).toBeVisible()
  await page.getByRole('button', { name: 'Close the comparison' }).click()

  const choose = (name: string, mimeType: string, content: string) =>
    page.getByLabel('Open file…').setInputFiles({ name, mimeType, buffer: Buffer.from(content) })
  await choose('logo.png', 'image/png', '\u0089PNG\0')
  await expect(page.getByRole('alert')).toContainText('logo.png is no text')
  await expect(field(page, 'Zone')).toBeVisible()
  await choose('connection.json', 'application/json', source({ region: text('Region') }))
  await expect(field(page, 'Region')).toBeVisible()
  await expect(page.getByRole('alert')).toBeHidden()
})
