import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addDialog, field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { formSchema, writeConnector } from './write-connector.ts'

let server: Server
let port: number
let visits = 0

test.beforeAll(async ({ app }) => {
  server = createServer((_request, response) => {
    visits++
    response.end('hello')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
  await writeConnector(app.home, 'near', {
    server: {
      input: formSchema('Near', { url: { type: 'string', title: 'Server URL', description: 'Where', format: 'url' } }),
      code: `module.exports = {
  connect: (input, output) => output(null, { handle: input }),
  async validate(input, options, output) {
    await fetch(input.url)
    output(null, true)
  },
}
`,
    },
  })
})

test.afterAll(() => server.close())

test('a server on this computer is reached once somebody allowed it, and not after it was taken back', async ({
  page,
}) => {
  const host = `localhost:${port}`
  const dialog = await addDialog(page, 'near')
  await field(dialog, 'Server URL').fill(`http://${host}/`)
  await dialog.getByRole('button', { name: 'Test' }).click()
  const alert = dialog.getByRole('alert')
  await expect(alert).toContainText(`Connections to ${host} have to be allowed first.`)
  expect(visits).toBe(0)
  await alert.getByRole('button', { name: `Allow ${host} and try again` }).click()
  await expect(dialog.getByText('Connection validated successfully')).toBeVisible()
  expect(visits).toBe(1)

  await page.goto('/settings')
  const row = page.getByRole('listitem').filter({ hasText: host })
  await row.getByRole('button', { name: `Take back ${host}` }).click()
  await expect(row).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row).toBeVisible()
  await row.getByRole('button', { name: `Take back ${host}` }).click()
  await expect(row).toBeHidden()

  const again = await addDialog(page, 'near')
  await field(again, 'Server URL').fill(`http://127.0.0.1:${port}/`)
  await again.getByRole('button', { name: 'Save' }).click()
  await expect(again.getByRole('alert')).toContainText(`Connections to 127.0.0.1:${port} have to be allowed first.`)
  expect(visits).toBe(1)
})

test('a line without a port is answered at its box', async ({ page }) => {
  await page.goto('/settings')
  const box = page.getByLabel('Host and port')
  await box.fill('localhost')
  await page.getByRole('button', { name: 'Allow', exact: true }).click()
  await expect(box).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('"localhost" has no port.')).toBeVisible()
})

test('connector code cannot speak to the page’s own server', async ({ page, app }) => {
  const dialog = await addDialog(page, 'near')
  await field(dialog, 'Server URL').fill(app.url)
  await dialog.getByRole('button', { name: 'Test' }).click()
  const alert = dialog.getByRole('alert')
  await expect(alert).toContainText('are not opened from here.')
  await expect(alert.getByRole('button', { name: /Allow/ })).toHaveCount(0)
})
