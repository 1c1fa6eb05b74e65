import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from 'playwright/test'
import { addDialog, field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { tabTo } from './keyboard-walk.ts'
import { chooseFor, enter, goByPalette } from './keys.ts'
import { addPracticeLogin } from './sign-in.ts'

const run = promisify(execFile)

test.use({ instance: 'new' })

/** What the README's first page tells a person to do, by the same names; then, by keys alone, what its owner does with an entry in use. */
test('a newcomer saves a connection and a login, fetches both credentials, and switches the flows that use them', async ({
  page,
  app,
}) => {
  await page.goto(app.url)
  await saveConnection(page, app.practiceApi)
  expect(await addPracticeLogin(page)).toBe('Practice1')
  const key = await makeApiKey(page, app.url)
  const basic = await credential(page, { url: app.url, key, label: 'Practice_Basic1' })
  const basicAnswer = await curl(`${app.practiceApi}/whoami`, [
    '--user',
    `${basic.value.username}:${basic.value.password}`,
  ])
  expect(basicAnswer).toMatchObject({ user: 'practice' })
  const login = await credential(page, { url: app.url, key, label: 'Practice1' })
  expect(login.kind).toBe('oauth2')
  const loginAnswer = await curl(`${app.practiceApi}/whoami`, ['-H', `Authorization: Bearer ${login.value}`])
  expect(loginAnswer).toMatchObject({ user: 'planner' })
  await declareUse(page, { url: app.url, key })
  await test.step('shared, and taken back with who uses it in sight', () => shareAndTakeBack(page))
  await test.step('switched to another one after a look at what changes', () => switchFlows(page))
  await test.step('all of it is on record', () => findOnRecord(page))
  await test.step('and the instance says how it stands', () => seeHealth(page))
})

async function saveConnection(page: Page, practiceApi: string) {
  const dialog = await addDialog(page, 'Practice', 'Practice Basic')
  await expect(field(dialog, 'Connection label')).toHaveValue('Practice_Basic1')
  await field(dialog, 'Server URL').fill(practiceApi)
  await field(dialog, 'User name').fill('practice')
  await field(dialog, 'Password').fill('let-me-in')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Practice_Basic1', { exact: true })).toBeVisible()
}

async function makeApiKey(page: Page, url: string): Promise<string> {
  await page.goto(`${url}/settings`)
  await page.getByRole('button', { name: 'Create key' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Name/).fill('Engine')
  await dialog.getByRole('button', { name: 'Create key' }).click()
  const text = await dialog.getByText(/^fck_/).textContent()
  return text?.trim() ?? ''
}

async function credential(page: Page, ask: { url: string; key: string; label: string }) {
  await page.goto(ask.url)
  await page.getByRole('button', { name: `More for ${ask.label}` }).click()
  await page.getByRole('menuitem', { name: 'Use it' }).click()
  const line = (await page.getByText(/^curl /).textContent()) ?? ''
  const { stdout } = await run('sh', ['-c', line], { env: { ...process.env, FLOW_API_KEY: ask.key } })
  return JSON.parse(stdout)
}

async function declareUse(page: Page, { url, key }: { url: string; key: string }) {
  const { items } = await (await page.request.get('/api/page/accounts?limit=50&locale=en')).json()
  const { id } = items.find((each: { label: string }) => each.label === 'Practice_Basic1')
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ title: 'Nightly import', ids: [id] })
  const answer = await fetch(`${url}/api/v1/uses/flow-1`, { method: 'PUT', headers, body })
  expect(answer.status).toBe(200)
}

async function shareAndTakeBack(page: Page) {
  await page.goto('/')
  const row = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: 'Practice_Basic1', exact: true }) })
  await expect(row).toContainText('Used by 1 flow')
  await chooseFor(page, 'Practice_Basic1', 'Share…')
  await enter(
    page,
    page.getByRole('alertdialog', { name: 'Share Practice_Basic1?' }).getByRole('button', { name: 'Share' }),
  )
  await expect(row).toContainText('Shared')
  await chooseFor(page, 'Practice_Basic1', 'Stop sharing…')
  const question = page.getByRole('alertdialog', { name: 'Stop sharing Practice_Basic1?' })
  await expect(question).toContainText('Nightly import')
  await enter(page, question.getByRole('button', { name: 'Stop sharing' }))
  await expect(page.getByText('Practice_Basic1 is yours alone again.').first()).toBeAttached()
  await expect(row).not.toContainText('Shared')
}

async function switchFlows(page: Page) {
  await chooseFor(page, 'Practice_Basic1', 'Switch…')
  const dialog = page.getByRole('dialog', { name: 'Switch Practice_Basic1' })
  await tabTo(page, dialog.getByRole('combobox', { name: 'Use from now on' }))
  await page.keyboard.type('Practice1')
  await expect(dialog.getByRole('region', { name: 'What changes' })).toContainText('Nightly import')
  await enter(page, dialog.getByRole('button', { name: 'Switch', exact: true }))
  await expect(page.getByText('1 flow uses Practice1 now.').first()).toBeAttached()
  await chooseFor(page, 'Practice_Basic1', 'Details')
  const about = page.getByRole('dialog', { name: 'About Practice_Basic1' })
  await expect(about).toContainText('No flow has said that it uses this entry.')
  await expect(about.getByRole('row', { name: /Flows switched to another one/ })).toBeVisible()
}

async function findOnRecord(page: Page) {
  await page.keyboard.press('Escape')
  await goByPalette(page, 'activity', 'Activity')
  const record = page.getByRole('list', { name: 'Record' })
  await expect(record.getByRole('listitem').filter({ hasText: 'Credential fetched' })).not.toHaveCount(0)
  await page.getByRole('combobox', { name: 'Show' }).selectOption('Connections and logins')
  await expect(page).toHaveURL(/kind=accounts/)
  await expect(record.getByRole('listitem').filter({ hasText: 'Credential fetched' })).toHaveCount(0)
  await expect(record.getByRole('listitem').first()).toContainText('Flows switched to another one')
  const saved = page.waitForEvent('download')
  await enter(page, page.getByRole('button', { name: 'Export' }))
  expect((await saved).suggestedFilename()).toBe('activity.csv')
}

async function seeHealth(page: Page) {
  await goByPalette(page, 'health', 'Health')
  await expect(page.getByText('Ready', { exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Connections and logins' })).toContainText('OK')
  await expect(page.getByRole('region', { name: 'Connector code' })).toContainText(/Own process/)
}

async function curl(url: string, args: string[]): Promise<unknown> {
  const { stdout } = await run('curl', ['-s', ...args, url])
  return JSON.parse(stdout)
}
