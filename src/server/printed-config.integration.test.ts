import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ConnectorList } from '#shared/contract/connectors.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const CONFIG = 'gmail/auth/oauth/google_gmail/config.json'
let server: TestServer
let file: string

beforeAll(async () => {
  server = await makeTestServer()
  const connectors = join(server.home, 'connectors')
  file = join(connectors, CONFIG)
  await cp(at('examples/connectors/gmail'), join(connectors, 'gmail'), { recursive: true })
  await cp(at('test/fixtures/gmail-as-printed.json'), file)
  const generic = join(connectors, 'odata')
  await mkdir(generic)
  await cp(at('examples/catalogue/odata'), generic, { recursive: true })
  await server.start()
})
afterAll(() => server.remove())

const list = async () => (await server.call('GET', '/api/page/connectors?locale=en')).body as ConnectorList

it('lists the config of the original, as printed, as broken with each kind of fault; the rest works', async () => {
  const { items, broken } = await list()
  expect(items.map(item => item.service)).toEqual(['depot', 'gmail', 'odata'])
  expect(broken.map(({ file: path, name, line, code }) => [path, name, line, code])).toEqual([
    [CONFIG, 'google_gmail', 19, 'empty-scope'],
    [CONFIG, 'google_gmail', 25, 'bad-url'],
    [CONFIG, 'google_gmail', 27, 'missing-field'],
  ])
})

it('refuses to load it with the same faults, and writes nothing', async () => {
  const text = '{"google_gmail":{"Gmail-1":{"CLIENT_ID":"a","CLIENT_SECRET":"canary"}}}'
  const load = server.app().loadProviders({ text, fileName: 'oauths.json', acceptHostChange: false, dryRun: false })
  const error: { code: string; detail: string } = await load.then(
    () => Promise.reject(new Error('it was loaded')),
    fault => fault,
  )
  expect(error.code).toBe('load_file_invalid')
  expect(error.detail).toContain(`${CONFIG}:19:`)
  expect(error.detail).toContain(' empty-scope: ')
  expect(error.detail).toContain(' missing-field: ')
  expect(error.detail).not.toContain('canary')
  expect((await server.app().listProviders()).items).toEqual([])
})

it('is no longer broken once it is completed', async () => {
  await writeFile(file, await readFile(at(`examples/connectors/${CONFIG}`)))
  const broken = async () => (await list()).broken.filter(one => one.service === 'gmail')
  await expect.poll(broken, { timeout: 15_000 }).toEqual([])
})
