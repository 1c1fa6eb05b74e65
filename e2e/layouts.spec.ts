import type { Locator, Page } from 'playwright/test'
import { addDialog, field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import {
  boxesOf,
  boxOf,
  expectBelow,
  expectInLine,
  expectRow,
  expectStack,
  installGallery,
  isWide,
  openForm,
  overflowing,
  STAGES,
  type Stage,
  setWidth,
  WIDTHS,
} from './gallery.ts'

test.beforeAll(({ app }) => installGallery(app.home))

const PLAIN = { url: 'Server URL', user: 'User Name', password: 'Password' }

/** A form at every width in one place; nothing ever sticks out. */
function eachWidth(type: string, check: (form: Locator, wide: boolean, page: Page) => Promise<void>): void {
  for (const stage of STAGES) {
    test(`${type}: in ${stage}, at 320, 768 and 1440 px`, async ({ page }) => {
      const form = await openForm(page, stage, type)
      for (const width of WIDTHS) {
        await test.step(`${width} px`, async () => {
          await setWidth(page, stage, width)
          await expectFolded(form, stage, width)
          await check(form, isWide(stage, width), page)
          expect(await overflowing(form)).toEqual([])
        })
      }
    })
  }
}

async function expectFolded(form: Locator, stage: Stage, width: (typeof WIDTHS)[number]): Promise<void> {
  const room = (await boxOf(form.locator('.fc-form'))).width
  if (isWide(stage, width)) expect(room).toBeGreaterThanOrEqual(640)
  else expect(room).toBeLessThan(640)
}

for (const word of ['none', 'table']) {
  eachWidth(word, async form => expectStack(Object.values(await boxesOf(form, PLAIN))))
}

eachWidth('grid', async (form, wide) => {
  const titles = {
    ...PLAIN,
    port: 'Port',
    region: 'Region',
    parallel: 'Parallel requests',
    tls: 'Check the certificate',
  }
  const { url, port, user, password, region, parallel, tls, note } = await boxesOf(form, { ...titles, note: 'Note' })
  if (!wide) return expectStack([url, port, user, password, region, parallel, tls, note])
  const rows = [[url, port], [user, password, region], [parallel, tls], [note]]
  for (const row of rows) expectRow(row)
  expectBelow(rows)
  // Rows are stretched to their end: 8 and 4; 4, 4, 3 become 5, 4, 3; 3, 3 become 6, 6; and the note has all 12.
  expect(url.width).toBeGreaterThan(port.width * 1.8)
  expect(user.width).toBeGreaterThan(password.width * 1.15)
  expect(password.width).toBeGreaterThan(region.width * 1.25)
  expect(Math.abs(parallel.width - tls.width)).toBeLessThanOrEqual(1)
  for (const last of [port, region, tls]) expect(Math.abs(last.right - note.right)).toBeLessThanOrEqual(1)
})

eachWidth('grid-strict', async (form, wide) => {
  const { url, port, user, password, region } = await boxesOf(form, { ...PLAIN, port: 'Port', region: 'Region' })
  if (!wide) return expectStack([url, port, user, password, region])
  const rows = [[url, port], [user, password], [region]]
  for (const row of rows) expectRow(row)
  expectBelow(rows)
  await expectInLine(form, [PLAIN.url, 'Port'])
  // Columns 11 and 12 after an offset of 2; 4 and 4 without stretching; a break, then columns 4 to 9.
  const column = (port.right - url.x) / 12
  expect(port.x - url.right).toBeGreaterThan(column * 1.8)
  expect(Math.abs(user.width - password.width)).toBeLessThanOrEqual(1)
  expect(port.right - password.right).toBeGreaterThan(column * 3)
  expect(region.x - url.x).toBeGreaterThan(column * 2.8)
  expect(Math.abs(region.x - url.x - (port.right - region.right))).toBeLessThanOrEqual(2)
})

eachWidth('horizontal', async (form, wide) => {
  const { url, user, password, port, region } = await boxesOf(form, { ...PLAIN, port: 'Port', region: 'Region' })
  if (!wide) return expectStack([url, user, password, port, region])
  expectRow([url, user, password, port])
  expectBelow([[url, user, password, port], [region]])
  await expectInLine(form, [...Object.values(PLAIN), 'Port'])
  for (const box of [user, password, port]) expect(Math.abs(box.width - url.width)).toBeLessThanOrEqual(1)
  expect(region.x).toBe(url.x)
  expect(Math.abs(region.right - port.right)).toBeLessThanOrEqual(1)
})

for (const word of ['categories', 'tabs-top', 'tabs']) {
  eachWidth(word, async (form, wide) => {
    const tabs = form.getByRole('tab')
    await expect(tabs).toHaveText([/^Basic/, /^Proxy/, /^Headers/])
    await tabs.first().click()
    const list = await boxOf(form.getByRole('tablist'))
    const { url, user, password } = await boxesOf(form, PLAIN)
    expectStack([url, user, password])
    await expect(field(form, 'Proxy host')).toBeHidden()
    const [basic, proxy] = await Promise.all([boxOf(tabs.nth(0)), boxOf(tabs.nth(1))])
    // Tabs at the side keep their way of going through them, also where there is no room beside them.
    if (word === 'tabs') expect([proxy.x, proxy.y >= basic.bottom]).toEqual([basic.x, true])
    else expect([proxy.y, proxy.x >= basic.right]).toEqual([basic.y, true])
    if (word === 'tabs' && wide) expect(url.x).toBeGreaterThan(list.right)
    else expect(url.y).toBeGreaterThan(list.bottom)
    await tabs.nth(1).click()
    expectStack(Object.values(await boxesOf(form, { host: 'Proxy host', port: 'Proxy port' })))
    await expect(field(form, 'Server URL')).toBeHidden()
  })
}

eachWidth('sections', async form => {
  for (const [section, title] of [
    ['Server', 'Port'],
    ['Person', 'Password'],
  ] as const) {
    const fold = form.getByRole('button', { name: section, exact: true })
    await expect(fold).toHaveAttribute('aria-expanded', 'true')
    expect((await boxOf(field(form, title))).y).toBeGreaterThan((await boxOf(fold)).bottom)
  }
  const advanced = form.getByRole('button', { name: /^Advanced/ })
  await expect(advanced).toHaveAttribute('aria-expanded', 'false')
  await expect(field(form, 'Parallel requests')).toBeHidden()
  await advanced.click()
  expect((await boxOf(field(form, 'Parallel requests'))).y).toBeGreaterThan((await boxOf(advanced)).bottom)
  await advanced.click()
  expect((await boxOf(advanced)).y).toBeGreaterThan((await boxOf(field(form, 'Password'))).bottom)
})

/** Adds entries to a list until it has so many. */
async function fillList(form: Locator, list: string, count: number): Promise<Locator> {
  const entries = form.locator(`[data-list="fc/${list.toLowerCase()}"] [data-entry]`)
  while ((await entries.count()) < count) await form.getByRole('button', { name: `Add entry to ${list}` }).click()
  return entries
}

eachWidth('lists', async (form, wide) => {
  const row = (await fillList(form, 'Servers', 2)).first()
  const cells = await Promise.all(['Host', 'Port', 'Zone'].map(title => boxOf(field(row, title))))
  const head = await boxOf(form.getByRole('columnheader').first())
  const label = await boxOf(row.locator('label').first())
  if (wide) expectRow(cells)
  else expectStack(cells)
  // A label stands in the head of the table, or beside its box where rows have become cards; never in both.
  expect([head.width > 1, label.width > 1]).toEqual([wide, !wide])

  const contacts = await fillList(form, 'Contacts', 2)
  expectStack([await boxOf(contacts.nth(0)), await boxOf(contacts.nth(1))])

  const sites = await fillList(form, 'Sites', 2)
  const tabs = form.getByRole('tablist', { name: 'Sites' }).getByRole('tab')
  expectRow([await boxOf(tabs.nth(0)), await boxOf(tabs.nth(1))])
  await tabs.nth(1).click()
  await expect(sites.nth(0)).toBeHidden()
  expect((await boxOf(field(sites.nth(1), 'City'))).y).toBeGreaterThan((await boxOf(tabs.nth(1))).bottom)
})

test('the open form is named by the title of the schema, and each field by its label, badge and description', async ({
  page,
}) => {
  const title = 'table: the usual word, one field below the other'
  await page.goto('/')
  await page.getByRole('button', { name: 'Add connection' }).first().click()
  await expect(page.getByRole('dialog', { name: 'Add Connection' })).toBeVisible()
  const dialog = await addDialog(page, 'layouts', 'table')
  await expect(page.getByRole('dialog', { name: title })).toBeVisible()
  await expect(dialog.getByRole('heading', { name: title })).toBeVisible()
  await expect(dialog.getByRole('textbox', { name: 'User Name' })).toHaveAccessibleDescription(/Your Depot user/)
  await expect(dialog.locator('[aria-hidden=true]').getByText('s', { exact: true }).first()).toBeVisible()
})
