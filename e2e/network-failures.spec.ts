import type { Locator } from 'playwright/test'
import { type FailingServers, startFailingServers } from '../src/runner/fixtures/failing-servers.ts'
import { addDialog, field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { runCommand } from './run-command.ts'
import { VALIDATE_SECONDS } from './running-app.ts'
import { formSchema, writeConnector } from './write-connector.ts'

const PROPERTIES = {
  url: { type: 'string', title: 'Server URL', description: 'Where it answers', format: 'url', minLength: 1 },
  user: { type: 'string', title: 'User Name', description: 'Yours', minLength: 1 },
  password: { type: 'string', title: 'Password', description: 'Yours', format: 'password', minLength: 1 },
}

/** An author who writes no words of his own, and forgets the signal. */
const CODE = `const ask = async input => {
  const pair = Buffer.from(input.user + ':' + input.password).toString('base64')
  const answer = await fetch(input.url, { headers: { authorization: 'Basic ' + pair } })
  if (!answer.ok) throw { status: answer.status, statusText: answer.statusText }
}
module.exports = {
  connect: (input, output) => output(null, { handle: input }),
  validate: async (input, options, output) => { await ask(input); output(null, true) },
}
`
/** The same, but only \`connect\` asks the server. */
const LATE = CODE.replace(
  'connect: (input, output) => output',
  'connect: async (input, output) => { await ask(input); output',
)
  .replace('handle: input })', 'handle: input }) }')
  .replace('await ask(input); output(null, true)', 'output(null, true)')

let servers: FailingServers
test.beforeAll(async ({ app }) => {
  servers = await startFailingServers()
  const { close: _, ...urls } = servers
  const hosts = Object.values(urls).map(url => new URL(url).host)
  // They are on this machine, where nothing is reached that was not allowed.
  await runCommand(app, 'flow-deploy', ['hosts', 'allow', ...hosts])
  await writeConnector(app.home, 'network', {
    early: { input: formSchema('Network', PROPERTIES), code: CODE },
    late: { input: formSchema('Network late', PROPERTIES), code: LATE },
    two: {
      input: formSchema('Network two', {
        ...PROPERTIES,
        proxy: { type: 'string', title: 'Proxy', description: 'On the way', format: 'url' },
        pin: { type: 'string', title: 'PIN', description: 'Yours', format: 'password' },
      }),
      code: CODE,
    },
  })
})
test.afterAll(() => servers.close())

interface Failure {
  url: () => string
  says: string
  at: 'Server URL' | 'Password' | undefined
}

const FAILURES: Record<string, Failure> = {
  'an unknown host': {
    url: () => 'https://depot.invalid/',
    says: 'Host depot.invalid is not known. Check the Server URL.',
    at: 'Server URL',
  },
  'a closed port': {
    url: () => servers.closed,
    says: 'The server does not take the connection. Check the Server URL and the port.',
    at: 'Server URL',
  },
  'a server that hangs': {
    url: () => servers.hanging,
    says: `No answer within ${VALIDATE_SECONDS} seconds. Check that the server can be reached from here, then test again.`,
    at: 'Server URL',
  },
  'a certificate of its own': {
    url: () => servers.selfSigned,
    says: 'The certificate of the server is not trusted here. Check the Server URL, or ask an administrator.',
    at: 'Server URL',
  },
  'a server without TLS': {
    url: () => servers.plainAsTls,
    says: 'The server does not answer with TLS. Check whether the Server URL begins with http or https, and the port.',
    at: 'Server URL',
  },
  'the answer 401': {
    url: () => `${servers.answering}/401`,
    says: 'The server answered 401: it does not know these credentials. Check the User Name and Password.',
    at: 'Password',
  },
  'the answer 403': {
    url: () => `${servers.answering}/403`,
    says: 'The server answered 403: these credentials do not allow it. Check the User Name and Password, or ask for the right.',
    at: 'Password',
  },
  'the answer 404': {
    url: () => `${servers.answering}/404`,
    says: 'The server answered 404: there is nothing at this address. Check the Server URL.',
    at: 'Server URL',
  },
  'the answer 500': {
    url: () => `${servers.answering}/500`,
    says: 'The server answered 500: it has trouble of its own. Test again later.',
    at: undefined,
  },
}

async function fill(dialog: Locator, url: string, password = 'wrong'): Promise<void> {
  await field(dialog, 'Server URL').fill(url)
  await field(dialog, 'User Name').fill('ann')
  await field(dialog, 'Password').fill(password)
}

async function expectTold(dialog: Locator, { says, at }: Pick<Failure, 'says' | 'at'>): Promise<void> {
  await expect(dialog.getByRole('alert')).toContainText('Connection could not be validated')
  await expect(dialog.getByRole('alert')).toContainText(says)
  for (const title of ['Server URL', 'User Name', 'Password']) {
    const box = field(dialog, title)
    if (title === at) {
      await expect(box).toHaveAttribute('aria-invalid', 'true')
      await expect(box).toHaveAccessibleDescription(new RegExp(says.slice(0, 20).replace(/[.]/g, '\\.')))
      await expect(box).toBeFocused()
    } else await expect(box).not.toHaveAttribute('aria-invalid')
  }
}

for (const [name, failure] of Object.entries(FAILURES)) {
  test(`${name}: Test and Save say what is, what to do, and where`, async ({ page }) => {
    const dialog = await addDialog(page, 'network', 'early')
    await fill(dialog, failure.url())
    await dialog.getByRole('button', { name: 'Test', exact: true }).click()
    await expectTold(dialog, failure)
    await dialog.getByRole('button', { name: 'Close message' }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expectTold(dialog, failure)
    await expect(field(dialog, 'Password')).toHaveValue('wrong')
  })
}

test('what was wrong can be put right on the spot', async ({ page }) => {
  const dialog = await addDialog(page, 'network', 'early')
  await fill(dialog, `${servers.answering}/401`)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(field(dialog, 'Password')).toBeFocused()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('right')
  await expect(field(dialog, 'Password')).not.toHaveAttribute('aria-invalid')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('early1', { exact: true })).toBeVisible()
})

test('a failure of connect stands at its field too', async ({ page }) => {
  const dialog = await addDialog(page, 'network', 'late')
  await fill(dialog, `${servers.answering}/401`)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert').first()).toContainText('The server answered 401')
  await expect(field(dialog, 'Password')).toHaveAttribute('aria-invalid', 'true')
})

test('where several fields could be meant none is accused, but the address that names the host', async ({ page }) => {
  const dialog = await addDialog(page, 'network', 'two')
  await fill(dialog, `${servers.answering}/401`)
  await field(dialog, 'PIN').fill('1234')
  await field(dialog, 'Proxy').fill('http://proxy.example.com:3128')
  await dialog.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('it does not know these credentials. Check them.')
  await expect(dialog.locator('[aria-invalid=true]')).toHaveCount(0)
  await field(dialog, 'Server URL').fill('https://depot.invalid/')
  await dialog.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('Check the Server URL.')
  await expect(field(dialog, 'Server URL')).toHaveAttribute('aria-invalid', 'true')
  await expect(field(dialog, 'Proxy')).not.toHaveAttribute('aria-invalid')
})
