import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startPractice } from '../../examples/practice/start-practice.ts'
import { runBin } from './fixtures/run-bin.ts'

const GRANT = dirname(createRequire(import.meta.url).resolve('grant/package.json'))
let folder: string
let project: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-import-'))
  project = join(folder, 'depot')
  await runBin('flow', ['init', 'depot'], { cwd: folder })
})
afterAll(() => rm(folder, { recursive: true }))

const importOAuth = (...args: string[]) => runBin('flow', ['import', 'oauth', ...args], { cwd: project })

it('says what to run where the package is not installed, and writes nothing', async () => {
  const { stderr, code } = await importOAuth('--from', 'grant', 'box')
  expect([code, stderr]).toEqual([2, expect.stringContaining('Run there: npm install --save-dev grant')])
  expect(existsSync(join(project, 'auth/oauth'))).toBe(false)
  await mkdir(join(project, 'node_modules'))
  await symlink(GRANT, join(project, 'node_modules', 'grant'), 'junction')
})

it('writes a draft that the page marks as unverified, and says what to check', async () => {
  const { stdout, code } = await importOAuth('--from', 'grant', 'shopify')
  expect(code).toBe(0)
  expect(stdout).toContain('OAuth depot-shopify created successfully in auth/oauth/depot-shopify')
  expect(stdout).toContain('To check before somebody signs in with it:')
  expect(stdout).toContain('The scopes: write each one with a text for people')
  const config = JSON.parse(await readFile(join(project, 'auth/oauth/depot-shopify/config.json'), 'utf8'))
  expect(config).toMatchObject({
    name: 'depot-shopify',
    title: 'Shopify',
    oauth_type: 'OAuth2',
    documentation: { pages: [], read: null },
    oauth2_token_url: 'https://{subdomain}.myshopify.com/admin/oauth/access_token',
  })
})

it('never writes over a config that is there', async () => {
  const { stderr, code } = await importOAuth('shopify')
  expect([code, stderr]).toEqual([3, expect.stringContaining('auth/oauth/depot-shopify is there already')])
})

it('names the nearest providers for one that the catalogue does not have', async () => {
  const { stderr, code } = await importOAuth('gogle')
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/has no gogle\. The nearest: google\b.*Nothing was written/),
  ])
})

it('says of a provider that no config can express what is missing', async () => {
  const { stderr, code } = await importOAuth('getpocket')
  expect([code, stderr]).toEqual([0, expect.stringContaining('its protocol is no OAuth 1: nothing is signed')])
})

it('asks a server what it says of itself, and writes nothing where that is not its name', async () => {
  const server = await startPractice({
    dataDir: join(folder, 'practice'),
    redirectUris: ['http://localhost/back'],
    providerPort: 0,
    targetPort: 0,
  })
  try {
    const { stdout, code } = await importOAuth('own', '--issuer', server.providerUrl)
    expect([code, stdout]).toEqual([0, expect.stringContaining(`after what ${server.providerUrl} says of itself`)])
    const config = JSON.parse(await readFile(join(project, 'auth/oauth/depot-own/config.json'), 'utf8'))
    expect(config).toMatchObject({
      oauth_type: 'OAuth2',
      oauth2_validate_url: `${server.providerUrl}/me`,
      oauth2_params_scope: expect.arrayContaining(['{"offline_access":"offline_access"}']),
      oauth2_ext: {
        issuer: server.providerUrl,
        discovery: true,
        revoke: {},
        account: { id: '/sub', from: 'userinfo' },
      },
    })
    const other = await importOAuth('other', '--issuer', `${server.providerUrl}/`)
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('Nothing was written')])
    expect(existsSync(join(project, 'auth/oauth/depot-other'))).toBe(false)
  } finally {
    await server.close()
  }
})
