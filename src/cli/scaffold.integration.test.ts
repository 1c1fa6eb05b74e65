import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { discoverConnectors } from '#connectors/discover.ts'
import { compile } from '#schema/compile.ts'
import { runBin } from './fixtures/run-bin.ts'

const FRAME = /^\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\] \[INFO\] default - (.*)\n$/

let folder: string
let project: string
const flow = (args: string[], cwd = project) => runBin('flow', args, { cwd })

async function files(of: string): Promise<string[]> {
  const entries = await readdir(of, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(of.length + 1))
    .sort()
}

async function readJson(path: string) {
  return JSON.parse(await readFile(join(project, path), 'utf8'))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-cli-'))
  project = join(folder, 'demo')
  const made = await flow(['init', 'demo'], folder)
  expect(made).toMatchObject({ code: 0, stderr: '' })
  expect(FRAME.exec(made.stdout)?.[1]).toBe('Project demo created successfully in .')
})

afterAll(() => rm(folder, { recursive: true }))

describe('flow init', () => {
  it('makes a project with everything in it, and nothing beside it', async () => {
    expect(await readdir(folder)).toEqual(['demo'])
    expect((await files(project)).filter(path => !/^(auth|action)\//.test(path))).toEqual([
      '.schemas/config.json',
      '.schemas/connection.json',
      'common/css/demo.json',
      'index.js',
      'locales/en.json',
      'package.json',
      'test/connector.test.js',
      'test/testData/connectionTestData.js',
    ])
    expect(await readJson('package.json')).toMatchObject({ name: 'demo', main: 'index.js', flow: { service: 'demo' } })
  })

  it('leaves an existing folder alone', async () => {
    const before = await readFile(join(project, 'package.json'), 'utf8')
    const again = await flow(['init', 'demo', '--service', 'other'], folder)
    expect(again).toEqual({
      code: 3,
      stdout: '',
      stderr: 'Already there: demo is there already. Nothing was written. [already_exists]\n',
    })
    expect(await readFile(join(project, 'package.json'), 'utf8')).toBe(before)
  })

  it('takes the service from the name, or as told', async () => {
    await flow(['init', 'ptc-depot-connector', '-d', 'deeper/still'], folder)
    const manifest = await readFile(join(folder, 'deeper/still/ptc-depot-connector/package.json'), 'utf8')
    expect(JSON.parse(manifest).flow.service).toBe('depot')
    await rm(join(folder, 'deeper'), { recursive: true })
  })
})

describe('flow add', () => {
  it.each([
    ['connection', ['basic'], 'Connection demo-basic v1 created successfully in auth/connection/demo-basic/v1'],
    [
      'connection',
      ['basic', '-v', 'v2'],
      'Connection demo-basic v2 created successfully in auth/connection/demo-basic/v2',
    ],
    ['connection', ['demo-key'], 'Connection demo-key v1 created successfully in auth/connection/demo-key/v1'],
    ['oauth', ['cloud'], 'OAuth demo-cloud created successfully in auth/oauth/demo-cloud'],
    ['oauth', ['classic', '--useV1'], 'OAuth demo-classic created successfully in auth/oauth/demo-classic'],
    ['action', ['list-bins'], 'Action demo-list-bins v1 created successfully in action/demo-list-bins/v1'],
  ])('%s %j says what it made', async (kind, args, line) => {
    const added = await flow(['add', kind, ...args])
    expect(added).toMatchObject({ code: 0, stderr: '' })
    expect(FRAME.exec(added.stdout)?.[1]).toBe(line)
  })

  it('makes each of them with its files', async () => {
    expect((await files(project)).filter(path => /^(auth|action)\//.test(path))).toEqual([
      'action/demo-list-bins/v1/action.json',
      'action/demo-list-bins/v1/index.js',
      'auth/connection/demo-basic/v1/connection.json',
      'auth/connection/demo-basic/v1/index.js',
      'auth/connection/demo-basic/v2/connection.json',
      'auth/connection/demo-basic/v2/index.js',
      'auth/connection/demo-key/v1/connection.json',
      'auth/connection/demo-key/v1/index.js',
      'auth/oauth/demo-classic/config.json',
      'auth/oauth/demo-cloud/config.json',
    ])
    expect((await readJson('auth/oauth/demo-classic/config.json')).oauth_type).toBe('OAuth1')
    expect((await readJson('auth/oauth/demo-cloud/config.json')).uid).toMatch(/^oau[0-9a-f]{24}$/)
    const [one, two] = await Promise.all(
      ['v1', 'v2'].map(version => readJson(`auth/connection/demo-basic/${version}/connection.json`)),
    )
    expect(one.uid).toMatch(/^[0-9a-f]{32}$/)
    expect(one.uid).not.toBe(two.uid)
  })

  it('makes what the server finds unbroken and compiles without a complaint', async () => {
    const { connectors, broken } = await discoverConnectors([folder])
    expect(broken).toEqual([])
    const [connector] = connectors
    expect(connector).toMatchObject({ service: 'demo', displayName: 'Demo', icon: { background: expect.any(String) } })
    expect(connector?.oauths.map(oauth => oauth.name)).toEqual(['demo-classic', 'demo-cloud'])
    expect(connector?.actions[0]?.pickers).toMatchObject([{ kind: 'connection', target: 'demo-basic' }])
    for (const { document } of connector?.connections ?? []) {
      const texts = { service: 'demo', chain: ['en'], bundles: {} }
      const { diagnostics } = compile(document, { texts, profile: 'installed' })
      expect(diagnostics.filter(found => found.severity !== 'info')).toEqual([])
    }
  })

  it('leaves an existing artifact alone', async () => {
    const again = await flow(['add', 'connection', 'basic'])
    expect(again.code).toBe(3)
    expect(again.stderr).toContain('auth/connection/demo-basic/v1 is there already. Nothing was written.')
  })

  it('finds the project with --parentDir', async () => {
    const added = await flow(['add', 'connection', 'elsewhere', '--parentDir', 'demo'], folder)
    expect(added.code).toBe(0)
    expect(await files(join(project, 'auth/connection/demo-elsewhere'))).toHaveLength(2)
    await rm(join(project, 'auth/connection/demo-elsewhere'), { recursive: true })
  })

  it('prints nothing with the log level off, also under the misprinted name', async () => {
    const added = await flow(['add', 'connection', 'quiet', '-1', 'off'])
    expect(added).toEqual({ code: 0, stdout: '', stderr: '' })
    await rm(join(project, 'auth/connection/demo-quiet'), { recursive: true })
  })

  it.each([
    [['add', 'connection', 'bad_name'], 'Did you mean "bad-name"?'],
    [['init', 'My Depot'], 'Did you mean "my-depot"?'],
    [['lint', '-d', '..'], 'looked for /'],
    [['add', 'connection', 'x', '-v', '2'], 'Versions are v1, v2 and so on.'],
    [['add', 'conection', 'x'], "Unknown command 'conection'. Did you mean connection?"],
    [['test', 'demo-basic'], "Unknown command 'demo-basic'. See what there is with --help."],
    [['add', 'oauth', 'x', '--useV2'], "Unknown option '--useV2'. Did you mean --useV1?"],
    [['add', 'connection'], "Missing required argument 'name'."],
    [['add', 'connection', 'x', '-d', '..'], 'There is no project in ..'],
    [['add', 'lookup', 'x', '-v', 'v1'], '"flow add lookup" is not part of this project.'],
    [['add', 'trigger'], '"flow add trigger" is not part of this project.'],
    [['test', 'action', 'x'], '"flow test action" is not part of this project.'],
    [['test', 'lookup'], '"flow test lookup" is not part of this project.'],
    [['test', 'trigger'], '"flow test trigger" is not part of this project.'],
  ])('%j is wrong use: %s', async (args, words) => {
    const ended = await flow(args)
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toContain(words)
    expect(ended.stderr).toMatch(/^Wrong use: .* \[wrong_use\]\n$/)
  })
})

describe('a new project', () => {
  it('passes its own npm test', async () => {
    const script = (await readJson('package.json')).scripts.test.replace(/^node /, '').split(' ')
    const env = { PATH: process.env['PATH'] ?? '' }
    const ended = spawnSync(process.execPath, script, { cwd: project, env, encoding: 'utf8' })
    expect(ended.stdout).toContain('pass 4')
    expect(ended.status).toBe(0)
  })
})
