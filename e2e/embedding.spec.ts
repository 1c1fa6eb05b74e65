import type { Page } from 'playwright/test'
import { startEditor } from '../examples/editor/start-editor.ts'
import { field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { signInAs } from './sign-in.ts'

const SCOPES = ['sessions:create', 'credentials:read', 'act-as-user']

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

async function choose(host: Page): Promise<Page> {
  const opened = host.waitForEvent('popup')
  await host.getByRole('button', { name: 'Choose connection' }).click()
  const window = await opened
  await window.getByRole('button', { name: 'Add connection' }).waitFor()
  return window
}

test('an editor on another site adds a login for its user and runs with it, with third-party cookies blocked', async ({
  app,
  page,
  browser,
}) => {
  const key = await makeKey(page, app.url)
  const editor = await startEditor({ flowUrl: app.url, key, port: app.editorPort })
  const context = await browser.newContext()
  try {
    const host = await context.newPage()
    const controls = await context.newCDPSession(host)
    await controls.send('Network.setCookieControls', { enableThirdPartyCookieRestriction: true })
    await host.goto(`${editor.url}/?user=ada`)
    const window = await choose(host)
    expect(new URL(window.url()).hash).toBe('')
    await window.getByRole('button', { name: 'Add connection' }).click()
    await window.getByPlaceholder('Search services').fill('Practice')
    await window
      .getByRole('button', { name: /Practice/ })
      .first()
      .click()
    await window.getByLabel('Connector type').selectOption({ label: 'Add Practice login' })
    await window.getByRole('button', { name: 'Add Practice login' }).click()
    const provider = window.waitForEvent('popup')
    await window.getByRole('button', { name: 'Allow' }).click()
    const signIn = await provider
    await signInAs(signIn, 'planner')
    await signIn.getByRole('button', { name: 'Allow' }).click()
    const label = await field(window, 'Authorization label').inputValue()
    await window.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(host.locator('output')).toHaveText('Connected')
    expect(window.isClosed()).toBe(true)
    await host.getByRole('button', { name: 'Run' }).click()
    await expect(host.locator('output')).toHaveText('Ran with oauth2')

    // The next time it is there to choose from. Another user of the editor has none, and our own page neither.
    const again = await choose(host)
    await again.getByRole('button', { name: label }).click()
    await expect(host.locator('output')).toHaveText('Connected')
    const eve = await context.newPage()
    await eve.goto(`${editor.url}/?user=eve`)
    const theirs = await choose(eve)
    await expect(theirs.getByRole('button', { name: label })).toHaveCount(0)
    await expect(page.getByText(label, { exact: true })).toHaveCount(0)
  } finally {
    await context.close()
    editor.server.close()
  }
})
