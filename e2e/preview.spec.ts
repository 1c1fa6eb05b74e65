import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import type { JsonObject } from '#shared/json.ts'
import { field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { formSchema, writeConnector } from './write-connector.ts'

const text = (title: string, more: object = {}) => ({ type: 'string', title, description: `About ${title}`, ...more })

/** A type of its own for a test, its file, and ways to write it. */
async function studioType(home: string, name: string, properties: object, code?: string) {
  await writeConnector(home, `studio-${name}`, {
    basic: { input: formSchema('Studio', properties), ...(code ? { code } : {}) },
  })
  const type = `studio-${name}-basic`
  const file = join(home, `connectors/studio-${name}/auth/connection/${type}/v1/connection.json`)
  const document = JSON.parse(await readFile(file, 'utf8'))
  const textOf = (next: object) => JSON.stringify({ ...document, input: formSchema('Studio', next) }, null, 2)
  return { type, file, textOf, write: (next: object) => writeFile(file, textOf(next)) }
}

const device = (page: Page) => page.locator('.device')
const problems = (page: Page) => page.getByRole('region', { name: /^Problems/ })

test('a change on disk draws the form anew, keeps what was typed, and names what is wrong', async ({ page, app }) => {
  const { type, write } = await studioType(
    app.home,
    'run',
    { host: text('Host', { minLength: 1 }) },
    `const log = require('ptc-flow-sdk').getLogger('studio')
module.exports = {
  connect: (input, output) => { log.info('making it for ' + input.host + ' with ' + input.api_key); output(null, { handle: { host: input.host, key: input.api_key } }) },
  validate: (input, options, output) => output(null, true),
}`,
  )
  await page.goto('/preview')
  await page.getByRole('combobox', { name: 'File to preview' }).selectOption(type)
  await field(page, 'Host').fill('depot.example.com')
  await write({
    host: text('Host', { minLength: 1 }),
    api_key: { type: 'string', title: 'API key', description: 'Any' },
  })
  await expect(field(page, 'API key')).toBeVisible()
  await expect(field(page, 'Host')).toHaveValue('depot.example.com')
  await expect(problems(page).getByText('secret-not-marked')).toBeVisible()

  await field(page, 'API key').fill('canary-k3y')
  await page.getByRole('button', { name: 'Run connect' }).click()
  await expect(page.getByText('making it for depot.example.com with •••')).toBeVisible()
  await expect(page.getByText('canary-k3y')).toHaveCount(0)
})

test('a renamed field loses its value and says so, and has it again under its old name', async ({ page, app }) => {
  const before = { host: text('Host'), user: text('User') }
  const { type, write } = await studioType(app.home, 'rename', before)
  await page.goto(`/preview/${type}`)
  await field(page, 'Host').fill('depot.example.com')
  await field(page, 'User').fill('ann')
  await write({ server: text('Server'), user: text('User') })
  await expect(field(page, 'Server')).toHaveValue('')
  await expect(field(page, 'User')).toHaveValue('ann')
  await expect(device(page).getByRole('status').filter({ hasText: 'Host' })).toContainText('no field now')
  await write(before)
  await expect(field(page, 'Host')).toHaveValue('depot.example.com')
  await expect(device(page).getByText('no field now')).toBeHidden()
})

test('a field of another kind keeps what it can hold; a new default shows where nothing was typed', async ({
  page,
  app,
}) => {
  const { type, write } = await studioType(app.home, 'kind', {
    port: text('Port'),
    on: text('Secure'),
    size: { type: 'integer', title: 'Size', description: 'Any', default: 5 },
  })
  await page.goto(`/preview/${type}`)
  await field(page, 'Port').fill('8080')
  await field(page, 'Secure').fill('yes')
  await expect(field(page, 'Size')).toHaveValue('5')
  await write({
    port: { type: 'integer', title: 'Port', description: 'Any' },
    on: { type: 'boolean', title: 'Secure', description: 'Any' },
    size: { type: 'integer', title: 'Size', description: 'Any', default: 7 },
  })
  await expect(field(page, 'Secure')).toHaveAttribute('type', 'checkbox')
  await expect(field(page, 'Secure')).not.toBeChecked()
  await expect(field(page, 'Port')).toHaveValue('8080')
  await expect(field(page, 'Size')).toHaveValue('7')
  await expect(device(page).getByRole('status').filter({ hasText: 'Secure' })).toContainText('no field now')
  await expect(page.getByRole('tabpanel', { name: 'Values' })).toContainText('"port": 8080')
})

test('a mistake on disk is shown with its place and what to do, and leaves the last good form as it is', async ({
  page,
  app,
}) => {
  const properties = {
    host: text('Host'),
    proxy: { type: 'object', title: 'Proxy', properties: { zone: text('Zone') } },
  }
  const { type, file, textOf, write } = await studioType(app.home, 'mistake', properties)
  await page.goto(`/preview/${type}`)
  await field(page, 'Host').fill('depot.example.com')
  const broken = textOf(properties).replace(/,(\s*"version")/, '$1')
  await writeFile(file, broken)
  await expect(problems(page).getByRole('button', { name: /missing-comma/ })).toContainText('Put a comma')
  await expect(problems(page).getByText('3:3', { exact: true })).toBeVisible()
  const banner = device(page).locator('.banner')
  await expect(banner).toContainText('as it was before the mistake')
  await expect(banner).toContainText('Line 3, column 3')
  await expect(field(page, 'Host')).toHaveValue('depot.example.com')
  await field(page, 'Zone').fill('inside')

  // Mended by an editor that writes beside the file and moves it into place.
  await writeFile(`${file}~`, textOf({ ...properties, more: text('More') }))
  await rename(`${file}~`, file)
  await expect(field(page, 'More')).toBeVisible()
  await expect(banner).toBeHidden()
  await expect(field(page, 'Host')).toHaveValue('depot.example.com')
  await expect(field(page, 'Zone')).toHaveValue('inside')
  await write(properties)
  await expect(field(page, 'More')).toBeHidden()
})

test('the open tab and the focus survive a change of the file', async ({ page, app }) => {
  const group = (title: string) => ({
    type: 'object',
    title,
    description: 'Any',
    properties: { inner: text(`${title} name`) },
  })
  const tabbed = (more: object) => ({ host: text('Host'), proxy: group('Proxy'), ...more })
  const { type, file, textOf } = await studioType(app.home, 'place', tabbed({}))
  const write = (more: object) => {
    const document = JSON.parse(textOf(tabbed(more))) as { input: JsonObject }
    return writeFile(file, JSON.stringify({ ...document, input: { ...document.input, format: 'tabs-top' } }, null, 2))
  }
  await write({})
  await page.goto(`/preview/${type}`)
  await page.getByRole('tab', { name: 'Proxy' }).click()
  await field(page, 'Proxy name').click()
  await page.keyboard.type('out')
  await write({ other: group('Other') })
  await expect(page.getByRole('tab', { name: 'Other' })).toBeVisible()
  await expect(page.getByRole('tab', { name: 'Proxy' })).toHaveAttribute('aria-selected', 'true')
  await expect(field(page, 'Proxy name')).toBeFocused()
  await page.keyboard.type('side')
  await expect(field(page, 'Proxy name')).toHaveValue('outside')
})

test('a pasted schema is shown as users will see it, and its errors with line, column, pointer and fix', async ({
  page,
}) => {
  await page.goto('/preview')
  const source = page.getByRole('textbox', { name: 'Text of connection.json' })
  const schema = formSchema('Pasted', { a: { type: 'string', title: 'Alpha', mininum: 1 } })
  await source.fill(JSON.stringify(schema, null, 2))
  await expect(field(page, 'Alpha')).toBeVisible()
  const line = problems(page).getByRole('button', { name: /suspicious-keyword/ })
  await expect(line).toContainText('/properties/a/mininum')
  await field(page, 'Alpha').fill('typed')
  await source.fill('{ "type": "object"\n "title": "x" }')
  await expect(problems(page).getByText('missing-comma')).toBeVisible()
  await expect(problems(page).getByText('2:2', { exact: true })).toBeVisible()
  await expect(field(page, 'Alpha')).toHaveValue('typed')
  await source.fill(JSON.stringify(formSchema('Pasted', { a: text('Alpha'), b: text('Beta') }), null, 2))
  await expect(field(page, 'Beta')).toBeVisible()
  await expect(field(page, 'Alpha')).toHaveValue('typed')
})

test('a link carries the text to somebody else, and nothing of it to the server', async ({ page }) => {
  // The page itself may not read the clipboard, so what it writes is noted.
  const copied: string[] = []
  await page.exposeFunction('noteCopied', (text: string) => copied.push(text))
  await page.addInitScript(() => {
    const note = Reflect.get(window, 'noteCopied')
    Object.defineProperty(navigator.clipboard, 'writeText', { value: note })
  })
  await page.goto('/preview')
  await page.getByRole('textbox', { name: 'Text of connection.json' }).fill('{ "input": { "title": "Canary Depot" } }')
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByText('Copied').first()).toBeVisible()
  const [link = ''] = copied
  expect(link).toMatch(/\/preview#s=[\w-]+$/)
  await page.goto('/')
  await page.goto(link)
  await expect(page.getByRole('textbox', { name: 'Text of connection.json' })).toContainText('Canary Depot')
  await page.goto('/settings')
  await page.goto(link.slice(0, -8))
  await expect(page.getByRole('alert')).toContainText('This link is not whole')
})
