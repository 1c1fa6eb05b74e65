import type { Page } from 'playwright/test'
import { field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { openPracticeSignIn, signInAs } from './sign-in.ts'

const openClassicSignIn = (page: Page) => openPracticeSignIn(page, 'Practice Classic')

test('a login of OAuth 1.0a is added, tested with a signed request, and deleted', async ({ page }) => {
  const provider = await openClassicSignIn(page)
  expect(new URL(provider.url()).pathname).toBe('/classic/authorize')
  await signInAs(provider, 'planner')
  await provider.getByRole('button', { name: 'Allow' }).click()
  const label = field(page, 'Authorization label')
  await expect(label).toHaveValue('Practice_Classic1')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.waitForURL('**/')
  const row = page.getByRole('listitem').filter({ has: page.getByText('Practice_Classic1', { exact: true }) })
  await expect(row).toContainText('OK')
  await row.getByRole('button', { name: 'Test' }).click()
  await expect(page.getByText('Connection validated successfully').first()).toBeVisible()
  await row.getByRole('button', { name: /more/i }).click()
  await page.getByRole('menuitem', { name: /^Delete/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('Practice_Classic1', { exact: true })).toBeHidden()
})

test('a person who says no at a server of OAuth 1.0a is told so once, and may try again', async ({ page }) => {
  const provider = await openClassicSignIn(page)
  await signInAs(provider, 'engineer')
  await provider.getByRole('button', { name: 'Cancel' }).click()
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('Practice Classic said: Cancel was pressed.')
  await expect(page.getByText(/did not allow it/)).toHaveCount(1)
  await expect(page.getByRole('button', { name: /try again/i })).toBeVisible()
})

test('5849-2 a callback of OAuth 1.0a works in its own browser only, and once', async ({ page, browser, app }) => {
  const provider = await openClassicSignIn(page)
  await signInAs(provider, 'planner')
  const callback = await heldCallback(provider, app.url)
  const stranger = await browser.newContext()
  const other = await stranger.newPage()
  await Promise.all([other.waitForResponse('**/api/page/session'), other.goto(app.url)])
  const answer = await other.goto(callback)
  expect(answer?.status()).toBe(403)
  await expect(other.getByText(/began in another browser/i).first()).toBeVisible()
  await stranger.close()
  await provider.evaluate(url => window.location.assign(url), callback) // it closes itself when all is done
  await expect(field(page, 'Authorization label')).toBeVisible()

  const replayed = await page.context().newPage()
  const again = await replayed.goto(callback)
  expect(again?.status()).toBe(409)
  await expect(replayed.getByText(/was used before/i).first()).toBeVisible()
  await replayed.close()
  await expect(field(page, 'Authorization label')).toBeVisible()
})

/** Allows at the provider and stops before the browser follows it back to the app: the address of the callback. */
async function heldCallback(provider: Page, appUrl: string): Promise<string> {
  let callback = ''
  await provider.route('**/allow', async route => {
    callback = (await route.fetch({ maxRedirects: 0 })).headers()['location'] ?? ''
    return route.fulfill({ body: 'held' })
  })
  await provider.getByRole('button', { name: 'Allow' }).click()
  await provider.getByText('held').waitFor()
  expect(callback.startsWith(`${appUrl}/oauth/return/practice-classic/practice-classic?`)).toBe(true)
  return callback
}
