import { addDialog, field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { sampleAccounts } from './shots/sample-accounts.ts'
import { serveAccounts } from './shots/serve-accounts.ts'

test('ten thousand entries are searched, walked by keys and seen to the end', async ({ page }) => {
  const [one] = sampleAccounts()
  const services = ['windchill', 'thingworx', 'gmail', 'practice']
  const many = Array.from({ length: 10_000 }, (_, index) => {
    const service = services[index % services.length] ?? 'practice'
    return { ...one, id: `con_${String(index).padStart(26, 'a')}`, service, label: `${service}_${index}` }
  })
  await serveAccounts(page, many as ReturnType<typeof sampleAccounts>)
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'All 10000' })).toBeVisible()
  expect(await page.locator('li.account-row').count()).toBeLessThan(200)

  await page.getByRole('button', { name: 'gmail_2', exact: true }).focus()
  for (let step = 1; step <= 30; step++) {
    // Rows far below are drawn a moment after the ones above them came into sight.
    await page.getByRole('button', { name: `gmail_${2 + 4 * step}`, exact: true }).waitFor()
    await page.keyboard.press('ArrowDown')
  }
  await expect(page.getByRole('button', { name: 'gmail_122', exact: true })).toBeFocused()

  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  await expect(page.getByRole('button', { name: 'windchill_9996', exact: true })).toBeInViewport()
  expect(await page.locator('li.account-row').count()).toBeLessThan(200)

  await page.getByRole('searchbox').fill('thingworx_77')
  await expect(page.getByRole('button', { name: 'thingworx_77', exact: true })).toBeVisible()
  await expect(page).toHaveURL(/\?q=thingworx_77$/)
  await page.reload()
  await expect(page.getByRole('searchbox')).toHaveValue('thingworx_77')
})

test('Back asks before it throws away what was typed', async ({ page }) => {
  await page.goto('/')
  const dialog = await addDialog(page, 'Practice', 'Practice Basic')
  await field(dialog, 'User Name').fill('ada')
  await page.goBack()
  const question = page.getByRole('alertdialog', { name: 'Close without saving?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(field(dialog, 'User Name')).toHaveValue('ada')
  await page.goBack()
  await question.getByRole('button', { name: 'Close without saving' }).click()
  await expect(dialog).toBeHidden()
})

test('a provider is loaded from a file on the page, and removed again', async ({ page }) => {
  await page.goto('/providers')
  await page.getByRole('button', { name: 'Load file…' }).click()
  const dialog = page.getByRole('dialog')
  const load = (text: string) =>
    dialog.locator('input[type=file]').setInputFiles({
      name: 'oauths.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    })
  await load('{ "onedrive": { "Spare": { "CLIENT_ID": "flow" "CLIENT_SECRET": "canary-load" } } }')
  await expect(dialog.getByRole('alert')).toContainText('oauths.json:1:48')
  await load('{ "onedrive": { "Spare": { "CLIENT_ID": "flow", "CLIENT_SECRET": "canary-load" } } }')
  await expect(dialog.getByText('Spare')).toBeVisible()
  expect(await page.content()).not.toContain('canary-load')
  await dialog.getByRole('button', { name: 'Apply 1 change' }).click()
  await expect(page.getByText('1 provider is loaded.')).toBeVisible()
  await page.getByRole('button', { name: 'Remove… Spare' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('Spare is removed.')).toBeVisible()
})
