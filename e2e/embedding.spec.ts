import type { BrowserContext, Page } from 'playwright/test'
import { startEditor } from '../examples/editor/start-editor.ts'
import { field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { signInAs } from './sign-in.ts'

const SCOPES = ['sessions:create', 'credentials:read', 'uses:write', 'connections:write', 'act-as-user']

async function makeKey(page: Page, url: string): Promise<string> {
  await page.goto(url)
  return page.evaluate(async scopes => {
    const answer = await fetch('/api/page/keys', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Flow': '1' },
      body: JSON.stringify({ name: 'editor', expiresInDays: 1, scopes }),
    })
    return (await answer.json()).key
  }, SCOPES)
}

/** The editor as a user of it sees it, in a browser that keeps third-party cookies back. */
async function openEditor(context: BrowserContext, url: string, user: string): Promise<Page> {
  const host = await context.newPage()
  const controls = await context.newCDPSession(host)
  await controls.send('Network.setCookieControls', { enableThirdPartyCookieRestriction: true })
  await host.goto(`${url}/?user=${user}`)
  return host
}

async function choose(host: Page, button: string): Promise<Page> {
  const opened = host.waitForEvent('popup')
  await host.getByRole('button', { name: button }).click()
  const window = await opened
  await window.getByRole('button', { name: 'Add connection' }).waitFor()
  return window
}

/** Opens Add connection in the window, at this type of the practice service. */
async function add(window: Page, type: string): Promise<void> {
  await window.getByRole('button', { name: 'Add connection' }).click()
  await window.getByPlaceholder('Search services').fill('Practice')
  await window
    .getByRole('button', { name: /Practice/ })
    .first()
    .click()
  await window.getByLabel('Connector type').selectOption({ label: type })
}

async function addBasic(window: Page, practiceApi: string): Promise<void> {
  await add(window, 'Practice Basic')
  await field(window, 'Server URL').fill(practiceApi)
  await field(window, 'User Name').fill('practice')
  await field(window, 'Password').fill('let-me-in')
  await window.getByRole('button', { name: 'Add', exact: true }).click()
}

async function addLogin(window: Page): Promise<string> {
  await add(window, 'Add Practice login')
  await window.getByRole('button', { name: 'Add Practice login' }).click()
  const provider = window.waitForEvent('popup')
  await window.getByRole('button', { name: 'Allow' }).click()
  const signIn = await provider
  await signInAs(signIn, 'planner')
  await signIn.getByRole('button', { name: 'Allow' }).click()
  const label = await field(window, 'Authorization label').inputValue()
  await window.getByRole('button', { name: 'Add', exact: true }).click()
  return label
}

test('the user of an editor on another site adds, runs, switches and deletes, with third-party cookies blocked', async ({
  app,
  page,
  browser,
}) => {
  // Six windows, two sign-ins and four runs of connector code, one after the other.
  test.setTimeout(120_000)
  const key = await makeKey(page, app.url)
  const editor = await startEditor({ flowUrl: app.url, key, port: app.editorPort })
  const context = await browser.newContext()
  try {
    const host = await openEditor(context, editor.url, 'ada')
    const said = host.locator('output')
    const window = await choose(host, 'Choose connection')
    expect(new URL(window.url()).hash).toBe('')
    await addBasic(window, app.practiceApi)
    await expect(said).toHaveText('Connected')
    expect(window.isClosed()).toBe(true)
    const login = await addLogin(await choose(host, 'Choose login'))
    await expect(said).toHaveText('Connected')
    await host.getByRole('button', { name: 'Run' }).click()
    await expect(said).toHaveText('Ran with connection and oauth2')

    // Another connection takes the place of the first, which nothing uses then; the second is not deleted.
    await addBasic(await choose(host, 'Switch connection'), app.practiceApi)
    await expect(said).toHaveText(/^Switched 1 to Practice_Basic/)
    await host.getByRole('button', { name: 'Run' }).click()
    await expect(said).toHaveText('Ran with connection and oauth2')
    await host.getByRole('button', { name: 'Delete connection' }).click()
    await expect(said).toHaveText('Not deleted: in_use')

    // The next time they are there to choose from. Another user of the editor has none, and our own page neither.
    const again = await choose(host, 'Choose login')
    await again.getByRole('button', { name: login }).click()
    await expect(said).toHaveText('Connected')
    const theirs = await choose(await openEditor(context, editor.url, 'eve'), 'Choose login')
    await expect(theirs.getByRole('button', { name: login })).toHaveCount(0)
    await expect(page.getByText(login, { exact: true })).toHaveCount(0)
  } finally {
    await context.close()
    editor.server.close()
  }
})
