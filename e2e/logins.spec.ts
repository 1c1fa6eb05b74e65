import type { BrowserContext, Page } from 'playwright/test'
import { addDialog, field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { tabTo } from './keyboard-walk.ts'
import { chooseFor, enter, goByPalette } from './keys.ts'
import { addPracticeLogin, openPracticeSignIn, signInAs } from './sign-in.ts'

test('a login is added, tested with its validate request, found and deleted, by keys alone', async ({ page }) => {
  await page.goto('/')
  await goByPalette(page, 'add practice login', 'Add Practice login')
  await enter(page, page.getByRole('dialog').getByRole('button', { name: 'Add Practice login' }))
  const opened = page.waitForEvent('popup')
  await enter(page, page.getByRole('button', { name: 'Allow' }))
  const provider = await opened
  await tabTo(provider, provider.getByLabel('User'))
  await provider.keyboard.type('planner')
  await tabTo(provider, provider.getByLabel('Password'))
  await provider.keyboard.type('let-me-in')
  await provider.keyboard.press('Enter')
  await enter(provider, provider.getByRole('button', { name: 'Allow' }))
  const box = field(page, 'Authorization label')
  await tabTo(page, box)
  const label = await box.inputValue()
  await page.keyboard.press('Enter')

  const row = page.getByRole('listitem').filter({ has: page.getByText(label, { exact: true }) })
  await expect(row).toContainText('OK')
  await enter(page, row.getByRole('button', { name: 'Test' }))
  await expect(page.getByText('Connection validated successfully').first()).toBeVisible()

  await goByPalette(page, label, label)
  await chooseFor(page, label, 'Delete…')
  await enter(page, page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }))
  await expect(page.getByText(label, { exact: true })).toBeHidden()
})

test('a provider that says no is told in words, and the person may try again', async ({ page }) => {
  const provider = await openPracticeSignIn(page)
  await signInAs(provider, 'engineer')
  await provider.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('alert')).toContainText('Practice Cloud said: Cancel was pressed.')
  await expect(page.getByText(/did not allow it/)).toHaveCount(1)
  await expect(page.getByRole('button', { name: /try again/i })).toBeVisible()
})

test('a sign-in is tried step by step, shows nothing that is secret, and leaves nothing behind', async ({ page }) => {
  await page.goto('/providers')
  await enter(page, page.getByRole('button', { name: 'Try sign-in… Practice', exact: true }))
  await enter(page, page.getByRole('link', { name: 'Go to the sign-in' }))
  await signInAs(page, 'planner')
  await page.getByRole('button', { name: 'Allow' }).click()
  const dialog = page.getByRole('dialog', { name: 'Try the sign-in of Practice' })
  await expect(dialog.getByText('All of it works')).toBeVisible()
  for (const step of ['Sign-in', 'Tokens', 'Renewal', 'Check']) {
    await expect(dialog.getByRole('listitem').filter({ hasText: step }).first()).toContainText('done')
  }
  await dialog
    .getByText(/^POST .*\/token/)
    .first()
    .click()
  await expect(dialog.getByText('"access_token": "•••"').first()).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toBeHidden()
  await expect(page).toHaveURL(/\/providers$/)
})

test('the callback of one browser is refused in a second one, and still works in the first', async ({
  page,
  browser,
  context,
  app,
}) => {
  const provider = await openPracticeSignIn(page)
  await signInAs(provider, 'planner')
  const callback = await holdCallback(context, provider, app.url)
  const stranger = await browser.newContext()
  const other = await stranger.newPage()
  await Promise.all([other.waitForResponse('**/api/page/session'), other.goto(app.url)]) // a session of its own
  const answer = await other.goto(callback)
  expect(answer?.status()).toBe(403)
  await expect(other.getByText(/began in another browser/i).first()).toBeVisible()
  await stranger.close()
  await provider.evaluate(url => window.location.assign(url), callback) // it closes itself when all is done
  await expect(field(page, 'Authorization label')).toBeVisible()
})

test('an address that the browser could not bring back is pasted, and the sign-in goes on', async ({
  page,
  context,
  app,
}) => {
  const provider = await openPracticeSignIn(page)
  await signInAs(provider, 'planner')
  const callback = await holdCallback(context, provider, app.url)
  await page.getByText('The window could not come back?').click()
  const address = page.getByLabel('Address in the window')
  await address.fill(`${app.url}/`)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText(/This is not the address that .* sent the browser to/)).toBeVisible()
  await address.fill(callback)
  await address.press('Enter')
  await expect(field(page, 'Authorization label')).toBeVisible()
})

/** Allows at the provider, follows its redirects by hand and stops before the one that leads back to the app. */
async function holdCallback(context: BrowserContext, provider: Page, appUrl: string): Promise<string> {
  let next = ''
  await provider.route('**', async route => {
    if (route.request().method() !== 'POST') return route.continue()
    next = (await route.fetch({ maxRedirects: 0 })).headers()['location'] ?? ''
    return route.fulfill({ body: 'held' })
  })
  await provider.getByRole('button', { name: 'Allow' }).click()
  await provider.getByText('held').waitFor()
  for (let hops = 0; hops < 5 && !next.startsWith(`${appUrl}/oauth/return`); hops++) {
    const answer = await context.request.get(new URL(next, provider.url()).href, { maxRedirects: 0 })
    next = answer.headers()['location'] ?? ''
  }
  return next
}

test('a window that the browser blocks is no dead end', async ({ page }) => {
  await page.addInitScript(() => {
    window.open = () => null
  })
  const dialog = await addDialog(page, 'Practice', 'Add Practice login')
  await dialog.getByRole('button', { name: 'Add Practice login' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page.getByRole('heading', { name: 'Your browser blocked the window' })).toBeVisible()
  await page.getByRole('button', { name: 'Use this page' }).click()
  await signInAs(page, 'planner')
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(field(page, 'Authorization label')).toBeVisible()
})

test('a window that was closed, and a sign-in that took too long, are told, and begin again', async ({ page }) => {
  await page.clock.install()
  const provider = await openPracticeSignIn(page)
  await provider.close()
  // The page sees only some moments later that the window is gone.
  await expect(async () => {
    await page.clock.fastForward('00:25')
    await expect(page.getByRole('heading', { name: 'Still signing in?' })).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 10_000 })
  const opened = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Try again' }).click()
  await (await opened).getByLabel('Password').waitFor()
  await page.clock.fastForward('10:05')
  await expect(page.getByRole('heading', { name: 'The sign-in ran out of time' })).toBeVisible()
  await page.getByRole('button', { name: 'Start again' }).click()
  await expect(page.getByRole('heading', { name: 'Finish signing in' })).toBeVisible()
})

test('a login is not reconnected with another account unless somebody says so', async ({ page }) => {
  const label = await addPracticeLogin(page, 'planner')
  const reconnect = async () => {
    await page.getByRole('button', { name: `More for ${label}` }).click()
    await page.getByRole('menuitem', { name: 'Reconnect' }).click()
    const opened = page.waitForEvent('popup')
    await page.getByRole('button', { name: 'Allow' }).click()
    const provider = await opened
    await signInAs(provider, 'engineer')
    await provider.getByRole('button', { name: 'Allow' }).click()
    await expect(page.getByRole('heading', { name: 'This is another account' })).toBeVisible()
  }
  const row = page.getByRole('listitem').filter({ has: page.getByText(label, { exact: true }) })
  await reconnect()
  await expect(page.getByRole('alert')).toContainText(`Flows that use ${label} would run as`)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(row).toContainText('planner')
  await reconnect()
  await page.getByRole('button', { name: /^Use engineer/ }).click()
  await expect(row).toContainText('engineer')
})

test('the address of a sign-in that is over says so, and leads back', async ({ page }) => {
  await page.goto('/oauth/return?state=forgotten&code=old')
  await expect(page.getByRole('heading', { name: 'The sign-in lost its browser session' })).toBeVisible()
  await page.getByRole('link', { name: 'Back to Flow Connections' }).click()
  await expect(page.getByRole('heading', { name: 'Connected accounts' })).toBeVisible()
  await page.goBack()
  await expect(page.getByText('This sign-in is not known here, or was forgotten. Start it again.')).toBeVisible()
})
