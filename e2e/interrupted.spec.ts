import type { Locator } from 'playwright/test'
import { addDialog, field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { makeHome, type RunningApp, removeHome, startApp } from './running-app.ts'

const TYPED = { 'User name': 'practice', Password: 'let-me-in' }

async function fill(dialog: Locator, app: RunningApp): Promise<void> {
  await field(dialog, 'Server URL').fill(app.practiceApi)
  for (const [name, value] of Object.entries(TYPED)) await field(dialog, name).fill(value)
}

async function expectTyped(dialog: Locator): Promise<void> {
  for (const [name, value] of Object.entries(TYPED)) await expect(field(dialog, name)).toHaveValue(value)
}

test('a form outlives a lost line, a lost session and a restart of the server, and keeps no secret on disk', async ({
  page: _,
  browser,
}) => {
  test.setTimeout(120_000)
  const home = await makeHome()
  let app = await startApp({ home })
  const port = Number(new URL(app.url).port)
  const context = await browser.newContext({ baseURL: app.url })
  const page = await context.newPage()
  const dialog = await addDialog(page, 'Practice', 'Practice Basic')
  await fill(dialog, app)
  const save = dialog.getByRole('button', { name: 'Save' })

  await context.setOffline(true)
  await save.click()
  await expect(dialog.getByText('The server does not answer')).toBeVisible()
  await context.setOffline(false)
  await expectTyped(dialog)

  await context.clearCookies()
  const practice = app.practiceApi
  await app.stop('SIGKILL')
  await save.click()
  await expect(dialog.getByText('The server does not answer')).toBeVisible()
  await expectTyped(dialog)
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  expect(kept).not.toContain(TYPED.Password)

  app = await startApp({ home, port })
  // The practice service is another one after the restart.
  if (app.practiceApi !== practice) await field(dialog, 'Server URL').fill(app.practiceApi)
  await expectTyped(dialog)
  await save.click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Practice_Basic1', exact: true })).toBeVisible()
  await context.close()
  await app.stop()
  await removeHome(home)
})

test('of two tabs the second one that saves is told, and keeps what was typed', async ({ page, app }) => {
  const dialog = await addDialog(page, 'Practice', 'Practice Basic')
  await fill(dialog, app)
  await field(dialog, 'Connection Label').fill('Two_Tabs')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  const open = async (tab: typeof page) => {
    await tab.goto('/')
    await tab.getByRole('button', { name: 'Two_Tabs', exact: true }).click()
    await expect(field(tab.getByRole('dialog'), 'User name')).toHaveValue('practice')
    return tab.getByRole('dialog')
  }
  const second = await page.context().newPage()
  const [mine, other] = [await open(page), await open(second)]
  await field(mine, 'Connection Label').fill('Two_Tabs_A')
  await field(other, 'Connection Label').fill('Two_Tabs_B')
  await mine.getByRole('button', { name: 'Save' }).click()
  await expect(mine).toBeHidden()
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByRole('alert')).toContainText('Somebody changed this meanwhile')
  await expect(field(other, 'Connection Label')).toHaveValue('Two_Tabs_B')
  await second.close()
})
