import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from 'playwright/test'
import { addDialog, field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { addPracticeLogin } from './sign-in.ts'

const run = promisify(execFile)

/** What the README's first page tells a person to do, by the same names. */
test('a newcomer saves a connection and a login, and fetches both credentials', async ({ page, app }) => {
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

async function curl(url: string, args: string[]): Promise<unknown> {
  const { stdout } = await run('curl', ['-s', ...args, url])
  return JSON.parse(stdout)
}
