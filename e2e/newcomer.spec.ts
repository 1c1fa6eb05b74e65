import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from 'playwright/test'
import { expect, test } from './fixtures.ts'

const run = promisify(execFile)

/** What the README's first page tells a person to do, by the same names. */
test('a newcomer saves a connection and a login, and fetches both credentials', async ({ page, app }) => {
  await page.goto(app.url)
  await saveConnection(page, app.practiceApi)
  await saveLogin(page)
  const key = await makeApiKey(page, app.url)
  const basic = await credential(page, { url: app.url, key, label: /^Practice_Basic1$/ })
  const basicAnswer = await curl(`${app.practiceApi}/whoami`, [
    '--user',
    `${basic.value.username}:${basic.value.password}`,
  ])
  expect(basicAnswer).toMatchObject({ user: 'practice' })
  const login = await credential(page, { url: app.url, key, label: /^Practice1$/ })
  expect(login.kind).toBe('oauth2')
  const loginAnswer = await curl(`${app.practiceApi}/whoami`, ['-H', `Authorization: Bearer ${login.value}`])
  expect(loginAnswer).toMatchObject({ user: 'planner' })
})

async function openType(page: Page, service: string, type: string) {
  await page.goto('/')
  await page.getByRole('button', { name: 'Add connection' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: new RegExp(`^${service}`) }).click()
  await dialog.getByLabel('Connector type').selectOption({ label: type })
  return dialog
}

async function saveConnection(page: Page, practiceApi: string) {
  const dialog = await openType(page, 'Practice', 'Basic')
  await expect(dialog.getByLabel('Connection label')).toHaveValue('Practice_Basic1')
  await dialog.getByLabel('Server URL').fill(practiceApi)
  await dialog.getByLabel('User name').fill('practice')
  await dialog.getByLabel('Password', { exact: false }).first().fill('let-me-in')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Practice_Basic1')).toBeVisible()
}

async function saveLogin(page: Page) {
  await page.goto('/')
  await page.getByRole('button', { name: 'Add connection' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Practice/ }).click()
  await dialog.getByLabel('Connector type').selectOption({ label: 'Add Practice login' })
  const opened = page.waitForEvent('popup')
  await dialog.getByRole('button', { name: 'Allow' }).click()
  const window = await opened
  await window.getByLabel('User').fill('planner')
  await window.getByLabel('Password').fill('let-me-in')
  await window.getByRole('button', { name: 'Sign in' }).click()
  await window.getByRole('button', { name: 'Allow' }).click()
  await expect(dialog.getByLabel('Authorization label')).toHaveValue('Practice1')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('Practice1', { exact: true })).toBeVisible()
}

async function makeApiKey(page: Page, url: string): Promise<string> {
  await page.goto(`${url}/settings`)
  await page.getByRole('button', { name: /make an api key|new api key|make a key/i }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Engine')
  await dialog.getByRole('button', { name: /make/i }).click()
  const text = await dialog.getByText(/^fck_/).textContent()
  return text?.trim() ?? ''
}

async function credential(page: Page, ask: { url: string; key: string; label: RegExp }) {
  await page.goto(ask.url)
  const row = page.getByRole('row').filter({ hasText: ask.label })
  await row.getByRole('button', { name: /more/i }).click()
  await page.getByRole('menuitem', { name: 'Use it' }).click()
  const line = (await page.getByText(/^curl /).textContent()) ?? ''
  const { stdout } = await run('sh', ['-c', line], { env: { ...process.env, FLOW_API_KEY: ask.key } })
  return JSON.parse(stdout)
}

async function curl(url: string, args: string[]): Promise<unknown> {
  const { stdout } = await run('curl', ['-s', ...args, url])
  return JSON.parse(stdout)
}
