import { addDialog, field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { tabTo } from './keyboard-walk.ts'
import { enter } from './keys.ts'
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

test('a provider is loaded from a file on the page, and removed again, by keys alone', async ({ page }) => {
  await page.goto('/providers')
  await enter(page, page.getByRole('button', { name: 'Load file…' }))
  const dialog = page.getByRole('dialog')
  const load = async (text: string) => {
    const asked = page.waitForEvent('filechooser')
    await enter(page, dialog.getByRole('button', { name: /^choose/i }))
    const file = { name: 'oauths.json', mimeType: 'application/json', buffer: Buffer.from(text) }
    await (await asked).setFiles(file)
  }
  await load('{ "onedrive": { "Spare": { "CLIENT_ID": "flow" "CLIENT_SECRET": "canary-load" } } }')
  await expect(dialog.getByRole('alert')).toContainText('oauths.json:1:48')
  await load('{ "onedrive": { "Spare": { "CLIENT_ID": "flow", "CLIENT_SECRET": "canary-load" } } }')
  await expect(dialog.getByText('Spare')).toBeVisible()
  expect(await page.content()).not.toContain('canary-load')
  await enter(page, dialog.getByRole('button', { name: 'Apply 1 change' }))
  await expect(page.getByText('1 provider is loaded.')).toBeVisible()
  await enter(page, page.getByRole('button', { name: 'Remove… Spare' }))
  await enter(page, page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }))
  await expect(page.getByText('Spare is removed.')).toBeVisible()
})

test('the picker of an action adds a connection, tests it and finds it by its letters, by keys alone', async ({
  page,
  app,
}) => {
  await page.goto('/actions/practice-list-parts')
  const box = page.getByRole('combobox', { name: /^Practice/ })
  await tabTo(page, box)
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option', { name: 'Add New' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  const label = field(dialog, 'Connection label')
  await expect(label).toHaveValue(/./)
  await tabTo(page, label)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('Picked_by_keys')
  for (const [title, text] of [
    ['Server URL', app.practiceApi],
    ['User Name', 'practice'],
    ['Password', 'let-me-in'],
  ] as const) {
    await tabTo(page, field(dialog, title))
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type(text)
  }
  await page.keyboard.press('Enter')
  await expect(box).toHaveValue('Picked_by_keys')

  await enter(page, page.getByRole('button', { name: /^Test/ }))
  await expect(page.getByText('Connection validated successfully').first()).toBeVisible()
  await tabTo(page, box, { back: true })
  await page.keyboard.type('picked')
  const option = page.getByRole('option', { name: /Picked_by_keys/ })
  await expect(option).toBeVisible()
  await page.keyboard.press('ArrowUp')
  await expect(option).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(option).toBeHidden()
  await expect(box).toHaveValue('Picked_by_keys')
})

test('an address that nobody serves says so, and leads to what is saved', async ({ page }) => {
  await page.goto('/nowhere')
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await page.getByRole('button', { name: 'Go to connected accounts' }).click()
  await expect(page.getByRole('heading', { name: 'Connected accounts' })).toBeVisible()
})
