import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDialog, field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { runCommand } from './run-command.ts'

test('what was scaffolded and deployed appears in the open page, and its form refuses until validate is written', async ({
  page,
  app,
}) => {
  const parent = await mkdtemp(join(tmpdir(), 'flow-cli-'))
  await page.goto('/')
  await page.getByRole('button', { name: 'Add connection' }).first().click()
  const list = page.getByRole('dialog')
  await expect(list.getByRole('button', { name: /^Practice/ })).toBeVisible()
  await expect(list.getByRole('button', { name: /^demo/i })).toBeHidden()

  await runCommand(app, 'flow', ['init', 'demo'], parent)
  const project = join(parent, 'demo')
  await runCommand(app, 'flow', ['add', 'connection', 'basic'], project)
  await runCommand(app, 'flow', ['add', 'oauth', 'cloud'], project)
  await runCommand(app, 'flow-deploy', ['connector', '-s', '.'], project)
  await expect(list.getByRole('button', { name: /^demo/i })).toBeVisible()

  const dialog = await addDialog(page, 'demo')
  const types = field(dialog, 'Connector type').locator('option')
  await expect(types.filter({ hasText: /basic/i })).toHaveCount(1)
  await field(dialog, 'Connector type').selectOption({ label: 'OAuth' })
  await expect(dialog.getByText(/No provider is loaded for Demo Cloud/i)).toBeVisible()
  await field(dialog, 'Connector type').selectOption({ index: 0 })
  await field(dialog, 'Server URL').fill('https://demo.example.com')
  await field(dialog, 'User name').fill('someone')
  await field(dialog, 'Password').fill('something')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('validate is not written yet')
  await rm(parent, { recursive: true, force: true })
})
