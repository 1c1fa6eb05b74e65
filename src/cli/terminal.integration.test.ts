import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { HAS_TMUX, openPseudoTerminal } from './fixtures/pseudo-terminal.ts'
import { runBin } from './fixtures/run-bin.ts'

const SECRET = 'geheimes-wort'

let folder: string
let project: string
let temporary: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ft-'))
  project = join(folder, 'depot')
  temporary = join(folder, 'tmp')
  const type = join(project, 'auth/connection/depot-basic/v1')
  await Promise.all([mkdir(type, { recursive: true }), mkdir(temporary)])
  await writeFile(join(project, 'package.json'), '{ "name": "depot", "version": "1.0.0" }')
  const input = {
    type: 'object',
    title: 'Depot',
    properties: {
      url: { type: 'string', title: 'Server URL', format: 'url', minLength: 1 },
      kind: { type: 'string', title: 'Kind', enum: ['open', 'closed'], default: 'open' },
      password: {
        type: 'string',
        title: 'Password',
        format: 'password',
        minLength: 4,
        options: { dependencies: { kind: 'closed' } },
      },
    },
  }
  await writeFile(join(type, 'connection.json'), JSON.stringify({ name: 'depot-basic', input }))
  const code = `exports.connect = (input, output) => output(null, { handle: input })
exports.validate = (input, options, output) =>
  input.password === '${SECRET}' ? output(null, true) : output(new Error('Depot said no'))
`
  await writeFile(join(type, 'index.js'), code)
  await runBin('flow', ['add', 'oauth', 'cloud'], { cwd: project })
})

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

async function open(...args: string[]) {
  const env = { TMPDIR: temporary, FLOW_HOME: join(folder, 'home') }
  const terminal = await openPseudoTerminal({ args, folder, cwd: project, env })
  onTestFinished(() => terminal.close())
  return terminal
}

/** Everything in the project and among temporary files. */
async function files() {
  return [...(await readdir(project, { recursive: true })), ...(await readdir(temporary))].toSorted()
}

describe.skipIf(!HAS_TMUX)('questions in a real terminal (needs tmux)', () => {
  it('asks field by field, masks what is secret, and runs what was typed', async () => {
    const before = await files()
    const terminal = await open('test', 'connection', 'basic')
    await terminal.until('Server URL')
    await terminal.type('depot')
    await terminal.press('Enter')
    await terminal.until('Enter a full address, for example https://example.com.')
    await terminal.press('C-u')
    await terminal.type('https://depot.example.com')
    await terminal.press('Enter')
    await terminal.until('Kind')
    await terminal.press('Down', 'Enter')
    await terminal.until('Password')
    await terminal.type(SECRET)
    await terminal.until('•'.repeat(SECRET.length))
    await terminal.press('Enter')
    const shown = await terminal.until(/ended with \d/)
    expect(shown).toMatch(/Connection depot-basic v1: connect ok \(\d+ ms\), validate ok/)
    expect(shown).toContain('ended with 0')
    expect(shown).not.toContain(SECRET)
    expect(await files()).toEqual(before)
  })

  it('goes back on Ctrl-P, to a question that then has another answer', async () => {
    const terminal = await open('test', 'connection', 'basic')
    await terminal.until('Server URL')
    await terminal.type('https://depot.example.com')
    await terminal.press('Enter')
    await terminal.until('Kind')
    await terminal.press('Down', 'Enter')
    await terminal.until('Password')
    await terminal.press('C-p')
    await terminal.until(/Kind.*Kind.*open/s)
    await terminal.press('Up', 'Enter')
    const shown = await terminal.until(/ended with \d/)
    expect(shown).toContain('validate failed: Depot said no')
    expect(shown).toContain('ended with 1')
  })

  it('ends on Ctrl-C in the middle, with 130 and no half-made file', async () => {
    const before = await files()
    const terminal = await open('test', 'connection', 'basic')
    await terminal.until('Server URL')
    await terminal.type('https://depot')
    await terminal.press('C-c')
    const shown = await terminal.until(/ended with \d/)
    expect(shown).toContain('ended with 130')
    expect(shown).not.toContain('fault of the program')
    expect(await files()).toEqual(before)
  })

  it('goes on in a terminal that became narrow and wide again in the middle', async () => {
    const terminal = await open('test', 'connection', 'basic')
    await terminal.until('Server URL')
    await terminal.type('https://a-depot-with-a-rather-long-name.example.com')
    await terminal.resize(30, 20)
    await terminal.type('/x')
    await terminal.resize(90, 30)
    await terminal.press('Enter')
    await terminal.until('Kind')
    await terminal.press('Enter')
    const shown = await terminal.until(/ended with \d/)
    expect(shown).toContain('validate failed: Depot said no')
  })

  it('asks for the client of an OAuth config, its secret unseen, and leaves nothing on Ctrl-C while it waits', async () => {
    const before = await files()
    const terminal = await open('test', 'oauth', 'cloud', '--no-open')
    await terminal.until('CLIENT_ID')
    await terminal.type('abc')
    await terminal.press('Enter')
    await terminal.until('CLIENT_SECRET')
    await terminal.type(SECRET)
    await terminal.until('•'.repeat(SECRET.length))
    await terminal.press('Enter')
    const waiting = await terminal.until('Sign in at: https://id.example.com/authorize?')
    expect(waiting).not.toContain(SECRET)
    await terminal.press('C-c')
    await terminal.until('ended with 130')
    expect(await files()).toEqual(before)
  })
})

describe('questions where nobody can be asked', () => {
  it('are an error that names what is missing and how to hand it over', async () => {
    const { code, stderr } = await runBin('flow', ['test', 'connection', 'basic'], { cwd: project })
    expect(code).toBe(1)
    expect(stderr).toContain('Server URL: Fill in this field.')
    expect(stderr).toContain(
      'Set FLOW_TEST_URL, name a file with --input, write testInput into the test data, or run this in a terminal',
    )
  })
})
