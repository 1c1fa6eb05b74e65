import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addDialog, field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { VALIDATE_SECONDS } from './running-app.ts'
import { formSchema, writeConnector } from './write-connector.ts'

const input = formSchema('Hostile', {
  host: { type: 'string', title: 'Host', description: 'Any', minLength: 1 },
  secret: { type: 'string', title: 'Secret', description: 'Any', format: 'password' },
})

const validate = (body: string) => `module.exports = {
  connect: (input, output) => output(null, { handle: input }),
  validate: (input, options, output) => { ${body} },
}
`

const NO_ANSWER = `The connector gave no answer within ${VALIDATE_SECONDS} seconds.`

const CASES: Record<string, { code: string; says: string }> = {
  refuses: { code: "output(new Error('The depot is closed: ' + input.secret))", says: 'The depot is closed: •••' },
  hangs: { code: '', says: NO_ANSWER },
  spins: { code: 'for (;;);', says: NO_ANSWER },
  throws: { code: "throw new Error('It fell over.')", says: 'It fell over.' },
  exits: { code: 'process.exit(3)', says: 'The connector' },
}

test.beforeAll(async ({ app }) => {
  const sources = Object.entries(CASES).map(([name, { code }]) => [name, { input, code: validate(code) }])
  await writeConnector(app.home, 'hostile', {
    ...Object.fromEntries(sources),
    twice: { input, code: validate("output(null, true); output(new Error('again'))") },
  })
})

for (const [name, { says }] of Object.entries(CASES)) {
  test(`a connector that ${name} is told in words, saves nothing, and keeps what was typed`, async ({ page }) => {
    const dialog = await addDialog(page, 'hostile', name)
    await field(dialog, 'Host').fill('depot.example.com')
    await field(dialog, 'Secret').fill('k3y-of-the-depot')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByRole('alert')).toContainText(`Connection could not be validated: ${says}`)
    await expect(field(dialog, 'Host')).toHaveValue('depot.example.com')
    await expect(field(dialog, 'Secret')).toHaveValue('k3y-of-the-depot')
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('button', { name: 'Close without saving' }).click()
    await expect(page.getByText(`${name}1`, { exact: true })).toBeHidden()
  })
}

test('a connector that calls back twice has answered the first time', async ({ page }) => {
  const dialog = await addDialog(page, 'hostile', 'twice')
  await field(dialog, 'Host').fill('depot.example.com')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('twice1', { exact: true })).toBeVisible()
})

test('a connection.json with an error is listed with its place, and the rest works', async ({ page, app }) => {
  await writeConnector(app.home, 'brittle', { good: { input }, bad: { input } })
  const file = join(app.home, 'connectors/brittle/auth/connection/brittle-bad/v1/connection.json')
  await writeFile(file, '{\n  "name": "brittle-bad"\n  "input": {} }')
  await page.goto('/')
  await page.getByRole('button', { name: 'Add connection' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByText(/cannot be used|broken/i)
    .first()
    .click()
  await expect(dialog.getByText('brittle-bad/v1/connection.json')).toBeVisible()
  await expect(dialog.getByText(/3:3/)).toBeVisible()
  await expect(dialog.getByText(/a comma is missing after "name"/i)).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^brittle/i })).toBeVisible()
})
