import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { field } from './add-dialog.ts'
import { expect, test } from './fixtures.ts'
import { formSchema, writeConnector } from './write-connector.ts'

const file = (home: string) => join(home, 'connectors/studio/auth/connection/studio-basic/v1/connection.json')

test('editing a connection.json on disk renders it again, keeps what was typed, and names what is wrong', async ({
  page,
  app,
}) => {
  await writeConnector(app.home, 'studio', {
    basic: {
      input: formSchema('Studio', { host: { type: 'string', title: 'Host', description: 'Any', minLength: 1 } }),
      code: `const log = require('ptc-flow-sdk').getLogger('studio')
module.exports = {
  connect: (input, output) => { log.info('making it for ' + input.host + ' with ' + input.api_key); output(null, { handle: { host: input.host, key: input.api_key } }) },
  validate: (input, options, output) => output(null, true),
}`,
    },
  })
  await page.goto('/preview')
  await page.getByRole('combobox').first().selectOption('studio-basic')
  await field(page, 'Host').fill('depot.example.com')
  const text = await readFile(file(app.home), 'utf8')
  const document = JSON.parse(text)
  document.input.properties.api_key = { type: 'string', title: 'API key', description: 'Any' }
  await writeFile(file(app.home), JSON.stringify(document, null, 2))
  await expect(field(page, 'API key')).toBeVisible()
  await expect(field(page, 'Host')).toHaveValue('depot.example.com')
  await expect(page.getByText('secret-not-marked')).toBeVisible()

  await field(page, 'API key').fill('canary-k3y')
  await page.getByRole('button', { name: 'Run connect' }).click()
  await expect(page.getByText('making it for depot.example.com with •••')).toBeVisible()
  await expect(page.getByText('canary-k3y')).toHaveCount(0)
})

test('a pasted schema is shown as users will see it, and its errors with line and column', async ({ page }) => {
  await page.goto('/preview')
  const source = page.getByRole('textbox', { name: 'Text of connection.json' })
  await source.fill(
    JSON.stringify(formSchema('Pasted', { a: { type: 'string', title: 'Alpha', mininum: 1 } }), null, 2),
  )
  await expect(field(page, 'Alpha')).toBeVisible()
  await expect(page.getByText('suspicious-keyword')).toBeVisible()
  await source.fill('{ "type": "object"\n "title": "x" }')
  await expect(page.getByText('missing-comma')).toBeVisible()
  await expect(page.getByText('2:2')).toBeVisible()
})
