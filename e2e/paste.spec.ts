import type { Locator, Page } from 'playwright/test'
import { addDialog, field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { formSchema, writeConnector } from './write-connector.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

/** As a person does it: copied elsewhere, then Ctrl+V in the box. */
async function paste(page: Page, box: Locator, text: string) {
  await page.evaluate(copied => navigator.clipboard.writeText(copied), text)
  await box.focus()
  await page.keyboard.press('ControlOrMeta+v')
}

const text = (title: string) => ({ type: 'string', title, description: 'Any', minLength: 1 })
const secret = (title: string) => ({ ...text(title), format: 'password' })

test.beforeAll(async ({ app }) => {
  await writeConnector(app.home, 'pasted', {
    basic: {
      input: formSchema('Shop', {
        url: { ...text('Server URL'), format: 'url', default: 'https://elsewhere.example.com' },
        user: text('User name'),
        password: secret('Password'),
      }),
    },
    choice: {
      input: formSchema('Depot', {
        base_url: { ...text('Base URL'), format: 'url' },
        auth: {
          type: 'object',
          title: 'Sign in with',
          oneOf: [
            { title: 'User and password', properties: { user: text('User'), password: secret('Password') } },
            { title: 'Access token', properties: { token: secret('Token') } },
            {
              title: 'OAuth client',
              properties: { client_id: text('Client ID'), client_secret: secret('Client secret') },
            },
          ],
        },
      }),
    },
  })
})

test('a curl line pasted into the address fills the form, and Undo brings it back, by keyboard alone', async ({
  page,
}) => {
  const sent: string[] = []
  const dialog = await addDialog(page, 'pasted', 'basic')
  const address = field(dialog, 'Server URL')
  const start = await address.inputValue()
  page.on('request', request => sent.push(request.method() + (request.postData() ?? '')))
  await paste(page, address, `curl -u 'ann:let-me-in' \\\n  https://shop.example.com/`)
  const said = 'Filled 3 fields from a curl line: Server URL, User name, Password.'
  await expect(page.getByRole('status').filter({ hasText: said })).toBeAttached()
  await expect(address).toHaveValue('https://shop.example.com')
  await expect(field(dialog, 'User name')).toHaveValue('ann')
  await expect(field(dialog, 'Password')).toHaveValue('let-me-in')
  await expect(address).toBeFocused()

  const undo = dialog.getByRole('button', { name: 'Undo' })
  while (!(await undo.evaluate(button => button === document.activeElement))) await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(address).toHaveValue(start)
  await expect(field(dialog, 'User name')).toHaveValue('')
  await expect(field(dialog, 'Password')).toHaveValue('')
  await expect(address).toBeFocused()
  // Only the part that reads was fetched; nothing was sent and nothing kept.
  expect(sent.filter(request => request !== 'GET')).toEqual([])
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  expect(kept).not.toContain('let-me-in')
})

test('what was pasted saves', async ({ page }) => {
  const dialog = await addDialog(page, 'pasted', 'basic')
  await paste(
    page,
    field(dialog, 'User name'),
    'SHOP_URL=https://shop.example.com\nSHOP_USER=ann\nSHOP_PASSWORD=let-me-in',
  )
  await expect(dialog.getByText('Filled 3 fields from pasted lines', { exact: true })).toBeVisible()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
})

test('.env lines choose the branch that takes them, and Undo gives the choice back', async ({ page }) => {
  const dialog = await addDialog(page, 'pasted', 'choice')
  await expect(dialog.getByRole('radio', { name: 'User and password' })).toBeChecked()
  await paste(
    page,
    field(dialog, 'Base URL'),
    'DEPOT_BASE_URL="https://depot.example.com"\nexport DEPOT_CLIENT_ID=flow\nDEPOT_CLIENT_SECRET=s3cret # till May\nDEPOT_LIMIT=5',
  )
  await expect(dialog.getByRole('radio', { name: 'OAuth client' })).toBeChecked()
  await expect(field(dialog, 'Base URL')).toHaveValue('https://depot.example.com')
  await expect(field(dialog, 'Client ID')).toHaveValue('flow')
  await expect(field(dialog, 'Client secret')).toHaveValue('s3cret')
  await expect(dialog.getByText('1 value had no field: DEPOT_LIMIT.', { exact: true })).toBeVisible()
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await expect(dialog.getByRole('radio', { name: 'User and password' })).toBeChecked()
  await expect(field(dialog, 'Base URL')).toHaveValue('')
})

test('an address, a token and a secret are pasted as ever, and Ctrl+Z takes them back', async ({ page }) => {
  const dialog = await addDialog(page, 'pasted', 'choice')
  const address = field(dialog, 'Base URL')
  await paste(page, address, 'https://depot.example.com/api?page=1&size=2')
  await expect(address).toHaveValue('https://depot.example.com/api?page=1&size=2')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(address).toHaveValue('')
  const line = 'curl https://depot.example.com -u ana:pw'
  await paste(page, field(dialog, 'Password'), line)
  await expect(field(dialog, 'Password')).toHaveValue(line)
  await expect(dialog.getByRole('button', { name: 'Undo' })).toBeHidden()
})

test('the area to paste into is there on a phone, for the keyboard, and says when nothing fits', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  const dialog = await addDialog(page, 'pasted', 'choice')
  await dialog.getByRole('button', { name: 'Paste to fill' }).focus()
  await page.keyboard.press('Enter')
  const area = dialog.getByRole('textbox', { name: /^Curl line/ })
  await expect(area).toBeFocused()
  await paste(page, area, 'colour: blue\nshape: round')
  await expect(dialog.getByText('Nothing in this text fits a field of this form.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(area).toBeHidden()
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Enter')
  await paste(page, area, '{"base_url": "https://depot.example.com", "auth": {"token": "k3y"}}')
  await expect(dialog.getByText('Filled 2 fields from JSON', { exact: true })).toBeVisible()
  await expect(dialog.getByRole('radio', { name: 'Access token' })).toBeChecked()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  await page.keyboard.press('Tab')
  await expect(
    dialog
      .getByRole('button', { name: 'Undo' })
      .or(dialog.getByRole('link', { name: 'Base URL' }))
      .first(),
  ).toBeVisible()
})
