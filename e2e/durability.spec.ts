import { addDialog, field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { makeHome, removeHome, startApp } from './running-app.ts'
import { addPracticeLogin } from './sign-in.ts'

test('a restart keeps all, and kill -9 right after "saved" loses nothing', async ({ page: _, browser }) => {
  test.setTimeout(120_000)
  const home = await makeHome()
  let app = await startApp({ home })
  const first = await browser.newPage({ baseURL: app.url })
  const login = await addPracticeLogin(first)
  const dialog = await addDialog(first, 'Practice', 'Practice Basic')
  await field(dialog, 'Server URL').fill(app.practiceApi)
  await field(dialog, 'User name').fill('practice')
  await field(dialog, 'Password').fill('let-me-in')
  const saved = first.waitForResponse(
    response => response.request().method() === 'POST' && new URL(response.url()).pathname.endsWith('/connections'),
  )
  await dialog.getByRole('button', { name: 'Save' }).click()
  expect((await saved).status()).toBe(201)
  process.kill(await app.serverPid(), 'SIGKILL')
  await app.stop()
  await first.close()

  app = await startApp({ home })
  const second = await browser.newPage({ baseURL: app.url })
  await second.goto('/')
  for (const label of [login, 'Practice_Basic1']) {
    const row = second.getByRole('listitem').filter({ has: second.getByText(label, { exact: true }) })
    await expect(row).toContainText('OK')
  }
  await app.stop()
  await second.close()
  await removeHome(home)
})
