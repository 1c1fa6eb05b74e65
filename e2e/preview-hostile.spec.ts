import type { Page } from 'playwright/test'
import { field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'

const form = (properties: object, more: object = {}) =>
  JSON.stringify({ type: 'object', title: 'Pasted', properties, ...more }, null, 1)
const many = (count: number, of: (i: number) => object) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`field${i}`, of(i)]))
const text = (title: string, more: object = {}) => ({ type: 'string', title, description: 'Any', ...more })

const TEXT = 'Text of connection.json'
const LOOP = { type: 'object', properties: { again: { $ref: '#/definitions/loop' } } }

interface Said {
  code: string
  place: RegExp
  pointer?: string
  words: RegExp
  fix: RegExp
}

const CASES: Record<string, { source: string; says: Said }> = {
  'a reference to another server': {
    source: form({ good: text('Good'), far: { $ref: 'https://example.com/schema.json' } }),
    says: { code: 'bad-ref', place: /^11:/, pointer: '/properties/far/$ref', words: /leaves the file/, fix: /Copy/ },
  },
  'a reference in a circle': {
    source: form({ good: text('Good'), far: { $ref: '#/definitions/loop' } }, { definitions: { loop: LOOP } }),
    says: {
      code: 'bad-ref',
      place: /^\d+:/,
      pointer: '/definitions/loop/properties/again/$ref',
      words: /back to itself/,
      fix: /without the circle/,
    },
  },
  'a pattern that may take for ever': {
    source: form({ good: text('Good', { pattern: '^(a+)+$' }) }),
    says: {
      code: 'pattern-safe',
      place: /^9:/,
      pointer: '/properties/good/pattern',
      words: /very long/,
      fix: /Repeat no group/,
    },
  },
  'names that reach into objects': {
    source:
      '{ "properties": { "good": { "type": "string", "title": "Good" },\n "__proto__": { "type": "string" }, "constructor": { "type": "string" } } }',
    says: {
      code: 'name-reserved',
      place: /^2:2$/,
      pointer: '/properties/__proto__',
      words: /cannot have this name/,
      fix: /another name/,
    },
  },
  'a key that stands twice': {
    source: '{ "properties": {\n "good": { "type": "number" },\n "good": { "type": "string", "title": "Good" } } }',
    says: {
      code: 'duplicate-key',
      place: /^3:2$/,
      pointer: '/properties/good',
      words: /a second time/,
      fix: /Keep one/,
    },
  },
}

const REFUSED: Record<string, { source: string; says: Said }> = {
  'more than 1,500 nodes': {
    source: form(
      many(12, group => ({
        type: 'object',
        title: `Group ${group}`,
        properties: many(150, i => ({ type: 'string', title: `Field ${i}` })),
      })),
    ),
    says: {
      code: 'no-schema',
      place: /^\d{4}:/,
      pointer: '/properties/field',
      words: /larger than a form may be/,
      fix: /smaller/,
    },
  },
  '1 MB in many lines': {
    source: form(many(7000, i => text(`Field ${i}`, { note: 'x'.repeat(40) }))),
    says: { code: 'too-large', place: /^\d{4,5}:/, words: /1\.\d MB/, fix: /paste it again/ },
  },
  '1 MB in one line': {
    source: JSON.stringify({ properties: { a: { title: 'x'.repeat(1_048_576) } } }),
    says: { code: 'too-large', place: /^1:262145$/, words: /1\.0 MB/, fix: /paste it again/ },
  },
  'a quarter of a megabyte of brackets': {
    source: '['.repeat(250_000),
    says: { code: 'too-deep', place: /^1:61$/, words: /nested deeper/, fix: /less deeply/ },
  },
  'no JSON at all': {
    source: 'Dear customer,\nthe schema follows.',
    says: { code: 'bad-json', place: /^1:1$/, words: /expected/i, fix: /Mend/ },
  },
}

/** From the clipboard, over everything that is there. */
async function paste(page: Page, source: string): Promise<void> {
  await page.evaluate(text => navigator.clipboard.writeText(text), source)
  await page.getByRole('textbox', { name: TEXT }).focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('ControlOrMeta+V')
}

async function expectSaid(page: Page, { code, place, pointer, words, fix }: Said): Promise<void> {
  const line = page
    .getByRole('region', { name: /^Problems/ })
    .getByRole('button', { name: new RegExp(code) })
    .first()
  await expect(line).toContainText(words)
  await expect(line).toContainText(fix)
  await expect(line.locator('code').first()).toHaveText(place)
  if (pointer !== undefined) await expect(line).toContainText(pointer)
  // Nothing of the engine shows through.
  await expect(page.locator('main')).not.toContainText(/must (be|NOT|have|match)|schemaPath|strict mode|Ajv|undefined/)
}

test.beforeEach(async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/preview')
  await field(page, 'Server URL').fill('https://typed.example.com')
})

for (const [name, { source, says }] of Object.entries(CASES)) {
  test(`${name} is told, and the rest of the form stands`, async ({ page }) => {
    await paste(page, source)
    await expectSaid(page, says)
    await field(page, 'Good').fill('a'.repeat(40))
    await page.getByRole('button', { name: 'Check values' }).click()
    await expect(field(page, 'Good')).toHaveValue('a'.repeat(40))
  })
}

for (const [name, { source, says }] of Object.entries(REFUSED)) {
  test(`${name} is told, the form before it stays, and the page goes on`, async ({ page }) => {
    await paste(page, source)
    await expectSaid(page, says)
    await expect(page.locator('.device .banner')).toContainText('as it was before the mistake')
    await expect(field(page, 'Server URL')).toHaveValue('https://typed.example.com')
    await field(page, 'User Name').fill('still here')
    await paste(page, form({ good: text('Good') }))
    await expect(field(page, 'Good')).toBeVisible()
    await expect(page.locator('.device .banner').filter({ hasText: 'User Name' })).toBeVisible()
  })
}

test('a press on a problem far down in a long text shows its line', async ({ page }) => {
  const lines = many(290, i => text(`Field ${i}`, i === 280 ? { mininum: 1 } : {}))
  await paste(page, form(lines))
  await page.getByRole('button', { name: /suspicious-keyword/ }).click()
  await expect(page.locator('.cm-line').filter({ hasText: 'mininum' })).toBeInViewport()
})

test('a text that is too large can still be read and mended, and the text before it comes back', async ({ page }) => {
  const box = page.getByRole('textbox', { name: TEXT })
  await paste(page, form({ good: text('Good') }))
  await paste(page, REFUSED['1 MB in many lines']?.source ?? '')
  await page.getByRole('button', { name: /too-large/ }).click()
  await expect(page.locator('.cm-line.cm-line-error')).toBeInViewport()
  await page.getByRole('button', { name: 'Back to the text before' }).click()
  await expect(box).toContainText('"good"')
  await expect(page.locator('.device .banner').filter({ hasText: 'mistake' })).toBeHidden()
})
