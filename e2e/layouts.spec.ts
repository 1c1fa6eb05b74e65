import { addDialog, field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { writeConnector } from './write-connector.ts'

const text = (title: string, columns?: number, more: object = {}) => ({
  type: 'string',
  title,
  description: `About ${title}`,
  options: { ...(columns ? { grid_columns: columns } : {}), ...more },
})
const group = (title: string) => ({
  type: 'object',
  title,
  description: title,
  properties: { inner: text(`${title} inner`) },
})
const form = (format: string, properties: object) => ({
  input: { type: 'object', title: `Form ${format}`, format, properties },
})

test.beforeAll(async ({ app }) => {
  const four = { a: text('Alpha', 4), b: text('Beta', 4), c: text('Gamma', 2), d: text('Delta', 6) }
  await writeConnector(app.home, 'layouts', {
    table: form('table', four),
    grid: form('grid', four),
    strict: form('grid-strict', { ...four, d: text('Delta', 6, { grid_break: true, grid_offset: 3 }) }),
    horizontal: form('horizontal', { a: text('Alpha'), b: text('Beta'), c: text('Gamma') }),
    categories: form('categories', { a: text('Alpha'), p: group('Proxy'), b: text('Beta') }),
    tabs: form('tabs', { a: text('Alpha'), p: group('Proxy') }),
  })
})

type Boxes = Record<'a' | 'b' | 'c' | 'd', { x: number; y: number; width: number }>

for (const [type, check] of Object.entries({
  table: ({ a, b, c }: Boxes) => {
    expect(b.y).toBeGreaterThan(a.y)
    expect(c.y).toBeGreaterThan(b.y)
    expect(b.width).toBeCloseTo(a.width, 0)
  },
  grid: ({ a, b, c, d }: Boxes) => {
    expect([b.y, c.y]).toEqual([a.y, a.y])
    expect(d.y).toBeGreaterThan(a.y)
    expect(a.width).toBeGreaterThan(b.width) // 4,4,2 are stretched to 6,4,2
    expect(b.width).toBeGreaterThan(c.width)
    expect(d.width).toBeGreaterThan(a.width * 1.8) // alone in its row: all 12 columns
  },
  strict: ({ a, b, c, d }: Boxes) => {
    expect([b.y, c.y]).toEqual([a.y, a.y])
    expect(a.width).toBeCloseTo(b.width, 0) // no stretching
    expect(d.y).toBeGreaterThan(a.y)
    expect(d.x).toBeGreaterThan(a.x + a.width / 2) // grid_offset
  },
} satisfies Record<string, (boxes: Boxes) => void>)) {
  test(`${type} places its fields as the format says`, async ({ page }) => {
    const dialog = await addDialog(page, 'layouts', type)
    const box = async (name: string) => (await field(dialog, name).boundingBox()) ?? { x: 0, y: 0, width: 0 }
    check({ a: await box('Alpha'), b: await box('Beta'), c: await box('Gamma'), d: await box('Delta') })
  })
}

test('horizontal gives equal widths in one row', async ({ page }) => {
  const dialog = await addDialog(page, 'layouts', 'horizontal')
  const boxes = await Promise.all(['Alpha', 'Beta', 'Gamma'].map(name => field(dialog, name).boundingBox()))
  expect(new Set(boxes.map(box => Math.round(box?.y ?? 0))).size).toBe(1)
  expect(new Set(boxes.map(box => Math.round(box?.width ?? 0))).size).toBe(1)
})

test('categories puts plain fields under Basic and each object under its own tab', async ({ page }) => {
  const dialog = await addDialog(page, 'layouts', 'categories')
  await expect(dialog.getByRole('tab')).toHaveText([/Basic/, /Proxy/])
  await expect(dialog.getByRole('tablist')).toHaveAttribute('aria-orientation', 'horizontal')
  await expect(field(dialog, 'Alpha')).toBeVisible()
  await expect(field(dialog, 'Beta')).toBeVisible()
  await expect(field(dialog, 'Proxy inner')).toBeHidden()
  await dialog.getByRole('tab', { name: 'Basic' }).press('ArrowRight')
  await expect(field(dialog, 'Proxy inner')).toBeVisible()
})

test('tabs stand at the side', async ({ page }) => {
  const dialog = await addDialog(page, 'layouts', 'tabs')
  await expect(dialog.getByRole('tablist')).toHaveAttribute('aria-orientation', 'vertical')
  const list = await dialog.getByRole('tablist').boundingBox()
  const alpha = await field(dialog, 'Alpha').boundingBox()
  expect(alpha?.x).toBeGreaterThan(list?.x ?? Number.POSITIVE_INFINITY)
})

test('the open form is named by the title of the schema, and each field by its label, badge and description', async ({
  page,
}) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Add connection' }).first().click()
  await expect(page.getByRole('dialog', { name: 'Add Connection' })).toBeVisible()
  const dialog = await addDialog(page, 'layouts', 'table')
  await expect(page.getByRole('dialog', { name: 'Form table' })).toBeVisible()
  await expect(dialog.getByRole('heading', { name: 'Form table' })).toBeVisible()
  await expect(dialog.getByRole('textbox', { name: 'Alpha' })).toHaveAccessibleDescription(/About Alpha/)
  await expect(dialog.locator('[aria-hidden=true]').getByText('s', { exact: true }).first()).toBeVisible()
})
