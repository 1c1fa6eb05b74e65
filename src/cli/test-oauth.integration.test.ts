import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Json } from '#shared/json.ts'
import { CLIENT } from '../../test/faulty-provider/faulty-server.ts'
import { startFaultyProvider } from '../../test/faulty-provider/start-faulty-provider.ts'
import type { Switch } from '../../test/faulty-provider/switches.ts'
import { runBin } from './fixtures/run-bin.ts'
import { type OAuthTestOptions, testOAuth } from './test-oauth.ts'

const SECRET = CLIENT.secret

let folder: string
let project: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-test-oauth-'))
  project = join(folder, 'depot')
  await mkdir(project)
  await write('package.json', { name: 'depot', version: '1.0.0' })
  await runBin('flow', ['add', 'oauth', 'cloud'], { cwd: project })
  await runBin('flow', ['add', 'oauth', 'classic', '--useV1'], { cwd: project })
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function write(path: string, content: Json) {
  await mkdir(join(project, path, '..'), { recursive: true })
  await writeFile(join(project, path), JSON.stringify(content, null, 2))
}

/** One run of the installed command; its temporary folders are looked at afterwards. */
async function run(args: string[], env: Record<string, string> = {}) {
  const temporary = await mkdtemp(join(folder, 'tmp-'))
  const ended = await runBin('flow', ['test', 'oauth', ...args], { cwd: project, env: { TMPDIR: temporary, ...env } })
  expect(await readdir(temporary)).toEqual([])
  return ended
}

describe('flow test oauth --mock', () => {
  it.each([
    ['cloud', ['sign-in', 'tokens', 'validate', 'refresh', 'validate', 'revoke']],
    ['classic', ['sign-in', 'tokens', 'validate', 'refresh', 'revoke']],
  ])('dances offline with nothing but the config, and stores nothing: %s', async (name, expected) => {
    const { code, stdout, stderr } = await run([name, '--mock'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const steps = [...stdout.matchAll(/default - (sign-in|tokens|validate|refresh|revoke) (?:ok|left out)/g)]
    expect(steps.map(([, step]) => step)).toEqual(expected)
    expect(stdout).toContain(`OAuth depot-${name}: every step went well with the practice provider`)
    expect(stdout).toMatch(/Return URL: http:\/\/127\.0\.0\.1:\d+\/oauth\/return\//)
    expect(stdout).not.toContain('practice-client-secret')
  })

  it('prints one JSON document with --json, and nothing beside it', async () => {
    const { code, stdout, stderr } = await run(['cloud', '--mock', '--json'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const { oauth, ok, steps } = JSON.parse(stdout)
    expect({ oauth, ok }).toEqual({ oauth: 'depot-cloud', ok: true })
    const token = steps[1].exchanges[0]
    expect(token).toMatchObject({ role: 'token', method: 'POST', status: 200 })
    expect(token.sent).toMatchObject({ grant_type: 'authorization_code', code: '•••', client_secret: '•••' })
    expect(token.got).toMatchObject({ access_token: '•••', refresh_token: '•••', expires_in: 3600 })
  })

  it('finds out a config that the practice provider cannot be danced with, and ends with 1', async () => {
    await runBin('flow', ['add', 'oauth', 'wrong'], { cwd: project })
    const file = join(project, 'auth/oauth/depot-wrong/config.json')
    const text = await readFile(file, 'utf8')
    // The token goes where nobody looks for it.
    await writeFile(file, text.replace('Bearer {access_token}', 'Bearer me'))
    const { code, stdout, stderr } = await run(['wrong', '--mock', '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout).steps.at(-1)).toMatchObject({ step: 'validate', outcome: 'failed' })
    expect(JSON.parse(stderr)).toMatchObject({ code: 'validation_failed' })
  })
})

describe('flow test oauth', () => {
  it('says what is missing and how to hand it over when nobody can be asked', async () => {
    const { code, stderr } = await run(['cloud'])
    expect(code).toBe(2)
    expect(stderr).toContain('CLIENT_ID, CLIENT_SECRET of the load file are missing, and nobody can be asked here.')
    expect(stderr).toContain('Set FLOW_TEST_CLIENT_ID, FLOW_TEST_CLIENT_SECRET, name a load file with --file')
  })

  it('names the nearest config', async () => {
    const { code, stderr } = await run(['clowd', '--mock'])
    expect(code).toBe(2)
    expect(stderr).toContain('There is no OAuth config depot-clowd in this project. Did you mean depot-cloud?')
  })

  it('takes only whole numbers for ports and times', async () => {
    expect((await run(['cloud', '--mock', '--port', 'x'])).code).toBe(2)
    expect((await run(['cloud', '--mock', '--timeout', '0'])).code).toBe(2)
  })
})

/** A dance with a service on this machine, in whose browser a person allows everything. */
async function withService(switches: Switch[], changes: Partial<OAuthTestOptions> = {}) {
  const service = await startFaultyProvider({ switches })
  onTestFinished(() => service.close())
  await write('auth/oauth/depot-real/config.json', {
    name: 'depot-real',
    title: 'Real',
    oauth_type: 'OAuth2',
    base_url: service.origin,
    oauth2_auth_url: '/authorize',
    oauth2_token_url: '/token',
    oauth2_refresh_url: '/token',
    oauth2_validate_url: '/me',
    oauth2_validate_headers: ['{"Authorization":"Bearer {access_token}"}'],
    oauth2_params_scope: ['{"read":"Read your bins"}'],
    oauth2_ext: { revoke: { url: '/revoke' } },
    env_local_params: ['{"redirect_uri":"OAUTH_ENDPOINT_OAUTH_RETURN"}'],
  })
  const asked: string[][] = []
  const tested = await testOAuth('real', {
    parentDir: project,
    port: 0,
    requestMs: 5_000,
    mock: false,
    env: { HOME: folder, FLOW_TEST_CLIENT_SECRET: SECRET },
    ask: async keys => {
      asked.push([...keys])
      return { CLIENT_ID: CLIENT.id }
    },
    fill: undefined,
    onReady: () => undefined,
    onOpen(url) {
      void service.signIn(url).then(at => ('to' in at ? fetch(at.to).then(answer => answer.text()) : undefined))
    },
    onDevice: () => undefined,
    onStep: () => undefined,
    ...changes,
  })
  return { service, asked, ...tested, said: tested.steps.map(({ step, outcome }) => `${step} ${outcome}`) }
}

describe('flow test oauth with a service', () => {
  it('asks for what is missing, signs in in the browser, and goes through every step', async () => {
    const { asked, said, steps, service } = await withService([])
    expect(asked).toEqual([['CLIENT_ID']])
    expect(said).toEqual(['sign-in ok', 'tokens ok', 'validate ok', 'refresh ok', 'validate ok', 'revoke ok'])
    expect(service.requests).toContain('POST /revoke')
    expect(JSON.stringify(steps)).not.toContain(SECRET)
    const renewals = service.seen.filter(({ body }) => body['grant_type'] === 'refresh_token')
    const renewed = renewals[0]?.body['refresh_token'] ?? ''
    expect(renewed.length).toBeGreaterThan(8)
    expect(JSON.stringify(steps)).not.toContain(renewed)
  })

  it('takes id and secret from a load file', async () => {
    const file = join(folder, 'oauths.json')
    const entry = { 'depot-real': { 'Depot in Rome': { CLIENT_ID: CLIENT.id, CLIENT_SECRET: SECRET } } }
    await writeFile(file, JSON.stringify(entry))
    const { asked, said, redirectUri } = await withService([], { file })
    expect(asked).toEqual([])
    expect(redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/oauth\/return\/depot-real\/depot-in-rome$/)
    expect(said.at(-1)).toBe('revoke ok')
  })

  it('says in which step a service refused, in words without a secret', async () => {
    const { steps } = await withService(['html'])
    expect(steps.at(-1)).toMatchObject({ step: 'tokens', outcome: 'failed' })
    expect(steps.at(-1)?.exchanges.at(-1)?.got).toMatch(/^a page of \d+ characters$/)
  })
})
