import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deployProgram } from './deploy-program.ts'
import { recordingTerminal } from './fixtures/recording-terminal.ts'
import { flowProgram } from './flow-program.ts'
import { runProgram } from './run-program.ts'

const OPENAPI = {
  openapi: '3.0.0',
  info: { title: 'Depot', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths: {},
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-existing-'))
  await runFlow(['init', 'depot', '-d', folder])
  await writeFile(join(folder, 'api.json'), JSON.stringify(OPENAPI))
})
afterAll(() => rm(folder, { recursive: true }))

async function runFlow(args: string[], program = flowProgram) {
  const terminal = { ...recordingTerminal(), env: { FLOW_HOME: join(folder, 'home') } }
  const code = await runProgram(program(terminal), args, terminal)
  return { code, text: terminal.lines.join('\n') }
}

/** Every file and folder with its content and the time of its last change. */
async function digest(root: string): Promise<string> {
  const hash = createHash('sha256')
  for (const path of (await readdir(root, { recursive: true })).sort()) {
    const about = await stat(join(root, path))
    hash.update(`${path} ${about.mode} ${about.mtimeMs}\n`)
    if (about.isFile()) hash.update(await readFile(join(root, path)))
  }
  return hash.digest('hex')
}

const project = () => join(folder, 'depot')

/** Every command that makes a folder or a file, and what stands in its way. */
const MAKERS: [string, string, () => string[]][] = [
  ['flow init', 'depot', () => ['init', 'depot', '-d', folder]],
  [
    'flow add connection',
    'depot/auth/connection/depot-basic/v1',
    () => ['add', 'connection', 'basic', '-d', project()],
  ],
  ['flow add oauth', 'depot/auth/oauth/depot-cloud', () => ['add', 'oauth', 'cloud', '-d', project()]],
  ['flow add action', 'depot/action/depot-list/v1', () => ['add', 'action', 'list', '-d', project()]],
  ['flow import oauth', 'depot/auth/oauth/depot-box', () => ['import', 'oauth', 'box', '-d', project()]],
  [
    'flow import openapi',
    'depot/auth/connection/depot-key/v1',
    () => ['import', 'openapi', join(folder, 'api.json'), '-d', project()],
  ],
]

describe('what stands there already', () => {
  it.each(MAKERS)('is refused by %s and left untouched, whatever it is', async (_name, place, args) => {
    if (place.endsWith('depot-box')) await writeGrant()
    const target = join(folder, place)
    // First a folder with somebody's work, then an empty one, then a file of that name.
    const kinds = [
      () => mkdir(target, { recursive: true }).then(() => writeFile(join(target, 'mine.txt'), 'my work')),
      () => mkdir(target, { recursive: true }),
      () => mkdir(dirname(target), { recursive: true }).then(() => writeFile(target, 'my work')),
    ]
    for (const make of place === 'depot' ? [async () => undefined] : kinds) {
      await make()
      const before = await digest(folder)
      const ended = await runFlow(args())
      expect(ended).toMatchObject({
        code: 3,
        text: expect.stringMatching(/is there already\. Nothing was written\. \[already_exists\]$/),
      })
      expect(await digest(folder)).toBe(before)
      if (place !== 'depot') await rm(target, { recursive: true })
    }
  })

  it('is refused by flow-deploy settings download and left untouched', async () => {
    const file = join(folder, 'mine.json')
    await writeFile(file, 'my work')
    const before = await digest(folder)
    const ended = await runFlow(['settings', 'download', '-f', file], deployProgram)
    expect(ended).toMatchObject({ code: 3, text: expect.stringContaining('[already_exists]') })
    expect(await digest(folder)).toBe(before)
  })
})

/** What the catalogue needs to be installed, as small as it may be. */
async function writeGrant(): Promise<void> {
  const files = {
    'package.json': { name: 'grant', version: '5.4.24' },
    'config/oauth.json': {
      box: { authorize_url: 'https://account.box.com/a', access_url: 'https://api.box.com/t', oauth: 2 },
    },
    'config/profile.json': {},
  }
  for (const [name, content] of Object.entries(files)) {
    const file = join(project(), 'node_modules', 'grant', name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, JSON.stringify(content))
  }
}

describe('a bad name', () => {
  it.each([
    ['flow init', () => ['init', 'My Depot', '-d', folder], 'small letters, digits and hyphens', 'my-depot'],
    ['flow init', () => ['init', 'Depot', '-d', folder], 'It starts with a small letter', 'depot'],
    ['flow init --service', () => ['init', 'x', '--service', 'Dépôt', '-d', folder], 'The service name', 'depot'],
    ['flow add connection', () => ['add', 'connection', 'my basic', '-d', project()], 'at most 80', 'my-basic'],
    ['flow add oauth', () => ['add', 'oauth', '1cloud', '-d', project()], 'It starts with a letter', 'cloud'],
    [
      'flow add action',
      () => ['add', 'action', 'list_all', '-d', project()],
      'letters, digits and hyphens',
      'list-all',
    ],
    [
      'flow add connection -v',
      () => ['add', 'connection', 'b', '-v', '2', '-d', project()],
      'Versions are v1, v2',
      'v2',
    ],
  ])('is refused by %s with the rule and a suggestion', async (_name, args, rule, near) => {
    const before = await digest(folder)
    const { code, text } = await runFlow(args())
    expect(code).toBe(2)
    expect(text).toContain(rule)
    expect(text).toContain(`Did you mean "${near}"?`)
    expect(await digest(folder)).toBe(before)
  })
})

describe('where there is no project', () => {
  it.each([
    ['add', 'connection', 'basic'],
    ['add', 'oauth', 'cloud'],
    ['add', 'action', 'list'],
    ['import', 'oauth', 'box'],
    ['import', 'openapi', 'api.json'],
    ['lint'],
    ['preview'],
    ['test', 'connection', 'basic'],
    ['test', 'oauth', 'cloud'],
  ])('flow %s %s says where it looked, and makes nothing', async (...args) => {
    const empty = join(folder, 'home')
    await mkdir(empty, { recursive: true })
    const { code, text } = await runFlow([...args.filter(Boolean), '-d', empty])
    expect(code).toBe(2)
    expect(text).toContain(`looked for ${join(empty, 'package.json')}`)
    expect(text).toContain('Go into your project, or make one with: flow init <project>')
    expect(await readdir(empty)).toEqual([])
  })
})
