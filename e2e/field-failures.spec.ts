import type { Locator } from 'playwright/test'
import { addDialog, field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { writeConnector } from './write-connector.ts'

const text = (title: string) => ({ type: 'string', title, description: 'Any' })
const secret = (title: string) => ({ ...text(title), format: 'password' })

const input = {
  type: 'object',
  title: 'Faults',
  format: 'categories',
  properties: {
    fail: { ...text('Fail at'), propertyOrder: 1 },
    host: { ...text('Host'), propertyOrder: 2 },
    auth: {
      type: 'object',
      title: 'Sign in with',
      propertyOrder: 3,
      oneOf: [
        { title: 'Password', properties: { user: text('User'), password: secret('Password of the user') } },
        { title: 'Key', properties: { token: secret('Token') } },
      ],
    },
    servers: {
      type: 'array',
      title: 'Servers',
      format: 'tabs-top',
      propertyOrder: 4,
      items: { type: 'object', properties: { name: text('Name'), port: text('Port') } },
    },
    more: {
      type: 'object',
      title: 'More',
      propertyOrder: 5,
      properties: { plain: text('Plain'), limit: { ...text('Limit'), advanced: true } },
    },
  },
}

test.beforeAll(async ({ app }) => {
  await writeConnector(app.home, 'faults', {
    all: {
      input,
      code: `module.exports = {
  connect: (input, output) => output(null, { handle: input }),
  validate: (input, options, output) => {
    const error = new Error('The depot refused it.')
    error.field = input.fail
    error.hint = 'Ask at the depot.'
    output(error)
  },
}
`,
    },
  })
})

async function open(dialog: Locator, fail: string) {
  await field(dialog, 'Fail at').fill(fail)
  await dialog.getByRole('tab', { name: 'Servers' }).click()
  for (const name of ['one', 'two']) {
    await dialog.getByRole('button', { name: 'Add entry to Servers' }).click()
    await field(dialog, 'Name').last().fill(name)
  }
  await dialog.getByRole('tab', { name: /^Basic/ }).click()
}

for (const verb of ['Test', 'Save']) {
  for (const [given, label, tab] of [
    ['host', 'Host', 'Basic'],
    ['auth.user', 'User', 'Sign in with'],
    ['password', 'Password of the user', 'Sign in with'],
    ['/more/plain', 'Plain', 'More'],
    ['limit', 'Limit', 'More'],
    ['servers[0].port', 'Port', 'Servers'],
  ] as const) {
    test(`${verb}: a failure at ${given} is said at ${label} with what to do, and its tab opens`, async ({ page }) => {
      const dialog = await addDialog(page, 'faults')
      await open(dialog, given)
      await dialog.getByRole('button', { name: verb, exact: true }).click()
      await expect(dialog.getByRole('alert')).toContainText('The depot refused it.')
      await expect(dialog.getByRole('alert')).toContainText('Ask at the depot.')
      await expect(dialog.getByRole('tab', { name: new RegExp(`^${tab}`), selected: true })).toBeVisible()
      const box = field(dialog, label)
      await expect(box.and(dialog.locator(':focus'))).toHaveCount(1)
      const focused = dialog.locator(':focus')
      await expect(focused).toHaveAttribute('aria-invalid', 'true')
      await expect(focused).toHaveAccessibleDescription(/The depot refused it\. Ask at the depot\./)
    })
  }
}

test('a failure at a field that there is not is said for the whole form', async ({ page }) => {
  const dialog = await addDialog(page, 'faults')
  await field(dialog, 'Fail at').fill('auth.nothing')
  await dialog.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('The depot refused it.')
  await expect(dialog.locator('[aria-invalid=true]')).toHaveCount(0)
  await expect(field(dialog, 'Fail at')).toHaveValue('auth.nothing')
})
