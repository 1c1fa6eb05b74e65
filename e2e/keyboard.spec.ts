import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright/test'
import { field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { expectReadingOrder, expectSeen, tabTo, walk } from './keyboard-walk.ts'
import { chooseFor, enter } from './keys.ts'
import { writeConnector } from './write-connector.ts'

const FORM = 'examples/gallery/layouts/auth/connection/layouts-choice/v1/connection.json'
const OPTIONAL = {
  type: 'string',
  title: 'Backup key',
  description: 'Used when the first is refused',
  format: 'password',
  options: { infoText: 'It is <b>never</b> sent along with the first.' },
  propertyOrder: 9,
}

/** Takes one key, and tells at which field another one was wrong. */
const CODE = `module.exports = {
  connect: (input, output) => output(null, { handle: input }),
  validate: (input, options, output) => {
    if (input.sign_in.app_key === 'right-key') return output(null, true)
    output(Object.assign(new Error('The depot does not know this key.'), { field: '/sign_in/app_key' }))
  },
}
`

test.beforeAll(async ({ app }) => {
  const { input } = JSON.parse(await readFile(join(import.meta.dirname, '..', FORM), 'utf8'))
  const properties = { ...input.properties, backup: OPTIONAL }
  await writeConnector(app.home, 'keys', { choice: { input: { ...input, properties }, code: CODE } })
})

/** Nothing that a mouse does may happen in these tests. */
test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    const mouse = { count: 0 }
    for (const name of ['pointerdown', 'mousedown', 'touchstart']) addEventListener(name, () => mouse.count++, true)
    Object.assign(window, { mouse })
  })
})
test.afterEach(async ({ page }) => {
  expect(await page.evaluate(() => (window as unknown as { mouse: { count: number } }).mouse.count)).toBe(0)
})

const press = (page: Page, key: string) => page.keyboard.press(key)

/** From the first page into the form, by keys alone. */
async function openForm(page: Page): Promise<Locator> {
  await page.goto('/')
  await tabTo(page, page.getByRole('button', { name: 'Add connection' }).first())
  await press(page, 'Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('searchbox', { name: 'Search services' })).toBeFocused()
  await page.keyboard.type('keys')
  await expect(dialog.getByRole('list', { name: 'Services' }).getByRole('listitem')).toHaveCount(1)
  await tabTo(page, dialog.getByRole('button', { name: /^keys/i }))
  await press(page, 'Enter')
  await field(dialog, 'Connection label').waitFor()
  return dialog
}

/** Opens the tab with this name; the way there is one stop and the arrows. */
async function openTab(page: Page, form: Locator, name: string): Promise<void> {
  await tabTo(page, form.getByRole('tab', { selected: true }), { back: true })
  await press(page, 'Home')
  const tab = form.getByRole('tab', { name })
  for (let i = 0; i < 3 && (await tab.getAttribute('aria-selected')) === 'false'; i++) await press(page, 'ArrowRight')
  await expect(tab).toBeFocused()
  await expect(form.getByRole('tabpanel', { name })).toBeVisible()
}

async function chooseKey(page: Page, form: Locator): Promise<void> {
  await openTab(page, form, 'Sign-in')
  await tabTo(page, form.getByRole('radio', { name: /User and password/ }))
  await press(page, 'ArrowDown')
  await expect(form.getByRole('radio', { name: /App key/ })).toBeChecked()
  await expect(form.getByRole('radio', { name: /App key/ })).toBeFocused()
}

test('a connection with a choice, tabs, lists and a secret is added and edited without a mouse', async ({ page }) => {
  test.setTimeout(180_000)
  const dialog = await openForm(page)
  await tabTo(page, field(dialog, 'Server URL'))
  await page.keyboard.type('https://depot.example.com')

  await test.step('the choice of a branch and a secret', async () => {
    await chooseKey(page, dialog)
    const secret = field(dialog, 'App key').last()
    await press(page, 'Tab')
    while (!(await secret.evaluate(box => box === document.activeElement))) await press(page, 'Tab')
    await page.keyboard.type('wrong-key')
    await expect(secret).toHaveAttribute('type', 'password')
    const show = dialog.getByRole('button', { name: 'Show App key' })
    await tabTo(page, show)
    await press(page, 'Space')
    await expect(show).toHaveAttribute('aria-pressed', 'true')
    await expect(secret).toHaveAttribute('type', 'text')
    await press(page, 'Space')
    await expect(show).toHaveAttribute('aria-pressed', 'false')
    await expect(secret).toHaveAttribute('type', 'password')
  })

  await test.step('a list of texts: add, move, copy, remove, and where the focus is after each', async () => {
    const scope = (n: number) =>
      dialog
        .getByRole('tabpanel', { name: 'Sign-in' })
        .locator('[data-entry] input')
        .nth(n - 1)
    const add = dialog.getByRole('button', { name: 'Add entry to Scopes' })
    for (const [n, word] of [
      [1, 'read'],
      [2, 'write'],
    ] as const) {
      await tabTo(page, add)
      await press(page, 'Enter')
      await expect(scope(n)).toBeFocused()
      await page.keyboard.type(word)
    }
    await tabTo(page, dialog.getByRole('button', { name: 'Move entry 2 of Scopes up' }))
    await press(page, 'Enter')
    await expect(scope(1)).toHaveValue('write')
    await expect(dialog.getByRole('button', { name: 'Move entry 1 of Scopes down' })).toBeFocused()
    await tabTo(page, dialog.getByRole('button', { name: 'Copy entry 1 of Scopes' }))
    await press(page, 'Enter')
    await expect(scope(2)).toBeFocused()
    await expect(scope(2)).toHaveValue('write')
    await tabTo(page, dialog.getByRole('button', { name: 'Remove entry 2 of Scopes' }))
    await press(page, 'Enter')
    await expect(scope(2)).toBeFocused()
    await expect(scope(2)).toHaveValue('read')
    await expect(dialog.getByRole('status').filter({ hasText: 'Entry 2 of Scopes removed.' })).toBeAttached()
  })

  await test.step('a list of groups behind another tab', async () => {
    await openTab(page, dialog, 'Headers')
    await tabTo(page, dialog.getByRole('button', { name: 'Add entry to Headers' }))
    await press(page, 'Enter')
    await expect(field(dialog, 'Header name')).toBeFocused()
    await page.keyboard.type('X-Tenant')
    await press(page, 'Tab')
    while (!(await field(dialog, 'Header value').evaluate(box => box === document.activeElement)))
      await press(page, 'Tab')
    await page.keyboard.type('north')
  })

  await test.step('what the server refuses opens its tab and has the focus', async () => {
    await tabTo(page, dialog.getByRole('button', { name: 'Save' }))
    await press(page, 'Enter')
    const secret = dialog
      .getByRole('textbox', { name: /^App key/ })
      .or(dialog.locator('input[aria-invalid=true]'))
      .first()
    await expect(dialog.getByRole('alert').first()).toContainText('The depot does not know this key.')
    await expect(dialog.getByRole('tab', { name: 'Sign-in' })).toHaveAttribute('aria-selected', 'true')
    await expect(dialog.locator('input[aria-invalid=true]')).toBeFocused()
    await expect(secret).toHaveAccessibleDescription(/does not know this key/)
    await press(page, 'ControlOrMeta+A')
    await page.keyboard.type('right-key')
    await press(page, 'Enter')
    await expect(dialog).toBeHidden()
    await expect(page.getByText('choice1', { exact: true })).toBeVisible()
  })

  await test.step('a saved secret: kept, replaced, kept after all', async () => {
    await chooseFor(page, 'choice1', 'Edit')
    await field(dialog, 'Connection label').waitFor()
    await chooseSaved(page, dialog)
    await press(page, 'Escape')
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await press(page, 'Escape')
    await expect(page.getByRole('alertdialog')).toBeHidden()
    await expect(dialog).toBeVisible()
    await tabTo(page, dialog.getByRole('button', { name: 'Save' }))
    await press(page, 'Enter')
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('button', { name: 'More for choice1' })).toBeVisible()
  })

  await test.step('found, tested, renamed and deleted', async () => {
    await press(page, '/')
    await expect(page.getByRole('searchbox', { name: 'Search by name or service' })).toBeFocused()
    await page.keyboard.type('choice1')
    await enter(page, page.getByRole('button', { name: 'Test choice1' }))
    await expect(page.getByText('Connection validated successfully').first()).toBeVisible()
    await chooseFor(page, 'choice1', 'Rename…')
    await tabTo(page, field(page.getByRole('dialog'), 'Connection label'))
    await press(page, 'ControlOrMeta+A')
    await page.keyboard.type('choice1_old')
    await press(page, 'Enter')
    await chooseFor(page, 'choice1_old', 'Delete…')
    await enter(page, page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }))
    await expect(page.getByText('choice1_old', { exact: true })).toBeHidden()
  })
})

async function chooseSaved(page: Page, dialog: Locator): Promise<void> {
  await openTab(page, dialog, 'Sign-in')
  const secret = dialog.locator('input[type=password]').and(dialog.locator(':visible')).first()
  await tabTo(page, secret)
  await expect(secret).toHaveValue('')
  await expect(secret).toHaveAccessibleDescription(/Saved\. Leave empty to keep\./)
  await page.keyboard.type('another')
  await expect(secret).toHaveAccessibleDescription(/Replaces the saved one\./)
  const keep = dialog.getByRole('button', { name: 'Keep the saved one' })
  await tabTo(page, keep)
  await press(page, 'Enter')
  await expect(secret).toHaveValue('')
  await expect(secret).toHaveAccessibleDescription(/Saved\. Leave empty to keep\./)
}

test('an optional saved secret is cleared and brought back without a mouse', async ({ page }) => {
  const dialog = await openForm(page)
  const label = await field(dialog, 'Connection label').inputValue()
  await tabTo(page, field(dialog, 'Server URL'))
  await page.keyboard.type('https://depot.example.com')
  await tabTo(page, field(dialog, 'Backup key'))
  await page.keyboard.type('second-key')
  await chooseKey(page, dialog)
  await tabTo(page, dialog.locator('input[type=password]:visible').first())
  await page.keyboard.type('right-key')
  await press(page, 'Enter')
  await expect(dialog).toBeHidden()
  await chooseFor(page, label, 'Edit')
  const backup = field(dialog, 'Backup key')
  await tabTo(page, backup)
  await expect(backup).toHaveAccessibleDescription(/Saved\. Leave empty to keep\./)
  const clear = dialog.getByRole('button', { name: 'Clear Backup key' })
  await tabTo(page, clear)
  await press(page, 'Enter')
  await expect(backup).toHaveAccessibleDescription(/Will be removed\./)
  const undo = dialog.getByRole('button', { name: 'Undo clearing Backup key' })
  await expect(undo).toBeFocused()
  await press(page, 'Enter')
  await expect(clear).toBeFocused()
  await expect(backup).toHaveAccessibleDescription(/Saved\. Leave empty to keep\./)
  await press(page, 'Enter')
  await tabTo(page, dialog.getByRole('button', { name: 'Save' }))
  await press(page, 'Enter')
  await expect(dialog).toBeHidden()
})

test('every stop of the form is seen, stands in reading order and has a name, and nothing holds the focus', async ({
  page,
}) => {
  const dialog = await openForm(page)
  await chooseKey(page, dialog)
  await tabTo(page, dialog.getByRole('button', { name: 'Add entry to Scopes' }))
  await press(page, 'Enter')
  const stops = await walk(page, dialog)
  for (const stop of stops) expectSeen(stop)
  expectReadingOrder(stops)
  expect(stops.filter(stop => stop.name === '')).toEqual([])
  // Once around: the window lets go of nothing, and nothing inside holds what passes.
  expect(new Set(stops.map(stop => stop.key)).size).toBe(stops.length)
  expect(stops.map(stop => stop.name)).toEqual(
    expect.arrayContaining(['Close', 'Save', 'Show App key', 'Add entry to Scopes']),
  )
})

test('the parts of the form have the roles and names that a reader speaks', async ({ page }) => {
  const dialog = await openForm(page)
  await chooseKey(page, dialog)
  await expect(dialog.getByRole('tabpanel', { name: 'Sign-in' })).toMatchAriaSnapshot(`
    - tabpanel "Sign-in":
      - group "Sign-in":
        - paragraph: How the server knows you
        - radiogroup "Sign-in":
          - radio "User and password"
          - radio "App key" [checked]
        - button "About App key" [expanded]
        - textbox "App key (required)"
        - button "Show App key"
        - group "Scopes":
          - heading "Scopes" [level=3]
          - button "Add entry to Scopes"
  `)
  await openTab(page, dialog, 'Headers')
  await tabTo(page, dialog.getByRole('button', { name: 'Add entry to Headers' }))
  await press(page, 'Enter')
  await expect(dialog.getByRole('tabpanel', { name: 'Headers' })).toMatchAriaSnapshot(`
    - tabpanel "Headers":
      - group "Headers":
        - list:
          - listitem:
            - text: Headers 1
            - button "Copy entry 1 of Headers"
            - button "Remove entry 1 of Headers"
            - group "Header":
              - textbox "Header name (required)"
              - textbox "Header value"
        - button "Add entry to Headers": Add entry
  `)
})

test('Escape closes what is on top and nothing below it', async ({ page }) => {
  const dialog = await openForm(page)
  const about = dialog.getByRole('button', { name: 'About Backup key' })
  await tabTo(page, about)
  await press(page, 'Enter')
  await expect(dialog.getByText('Never sent along')).toBeVisible()
  await press(page, 'Escape')
  await expect(dialog.getByText('Never sent along')).toBeHidden()
  await expect(about).toBeFocused()
  await expect(dialog).toBeVisible()
  await tabTo(page, field(dialog, 'Server URL'), { back: true })
  await page.keyboard.type('x')
  await press(page, 'Escape')
  const question = page.getByRole('alertdialog')
  await expect(question).toBeVisible()
  await press(page, 'Escape')
  await expect(question).toBeHidden()
  await expect(field(dialog, 'Server URL')).toBeFocused()
  await press(page, 'Escape')
  await tabTo(page, question.getByRole('button', { name: 'Close without saving' }))
  await press(page, 'Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Add connection' }).first()).toBeFocused()
})
