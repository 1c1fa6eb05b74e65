import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { isObject } from '#shared/json.ts'
import { deployProgram } from './deploy-program.ts'
import { COMMAND_ROWS, type CommandRow, ENDLESS } from './fixtures/command-rows.ts'
import { documentedJson } from './fixtures/documented-json.ts'
import { leavesOf } from './fixtures/leaves-of.ts'
import { recordingTerminal } from './fixtures/recording-terminal.ts'
import { runBin } from './fixtures/run-bin.ts'
import { flowProgram } from './flow-program.ts'
import { runProgram } from './run-program.ts'
import { processTerminal } from './terminal.ts'

/** What starts any colour, cursor movement or title. */
const ESCAPE = '\u001b'
const OPENAPI = {
  openapi: '3.0.0',
  info: { title: 'Depot', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths: {},
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
}

const COMMANDS = [
  ...leavesOf(flowProgram(recordingTerminal())).map(path => `flow ${path}`),
  ...leavesOf(deployProgram(recordingTerminal())).map(path => `flow-deploy ${path}`),
]

const VALUES = { url: 'https://depot.example.com', username: 'ann', password: 'canary-secret' }

/** One folder for each way to run all of them: most rows find what those before them left. */
async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'flow-every-'))
  await mkdir(join(folder, 'projects'))
  const files = {
    'api.json': OPENAPI,
    'oauths.json': { 'fresh-cloud': { One: { CLIENT_ID: 'id', CLIENT_SECRET: 'canary-secret' } } },
    'connections.json': { connections: [{ label: 'Fresh1', type: 'fresh-basic', values: VALUES }] },
    'settings.json': { environment: 'local', params: { REGION: 'eu' } },
    'values.json': VALUES,
  }
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), JSON.stringify(content))
  await writeFile(join(folder, 'broken.json'), '{ "a": 1\n  "b": 2 }')
  return folder
}

interface Ended {
  code: number
  out: string
  err: string
}

/** Runs it in this process, with everything that it writes to the two streams. */
async function run({ program, args }: CommandRow, env: Record<string, string>, more: string[] = []): Promise<Ended> {
  if (args.includes('connection') && args.includes('test')) {
    // Connector code runs only in a process that was started for it.
    const { code, stdout, stderr } = await runBin(program, [...args, ...more], { cwd: process.cwd(), env })
    return { code: code ?? -1, out: stdout, err: stderr }
  }
  const ended: Ended = { code: -1, out: '', err: '' }
  const into = (side: 'out' | 'err') => (text: unknown) => {
    ended[side] += String(text)
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(into('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(into('err')),
  ]
  try {
    const terminal = { ...processTerminal(), env, interactive: false }
    const made = program === 'flow' ? flowProgram(terminal) : deployProgram(terminal)
    ended.code = await runProgram(made, [...args, ...more], terminal)
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  return ended
}

/** Field by field, against the guide. */
function expectDocumented(row: CommandRow, printed: Record<string, unknown>): void {
  const { documents, each } = documentedJson(nameOf(row))
  expect(documents).toContainEqual(Object.keys(printed).sort())
  for (const entry of Object.values(printed).filter(Array.isArray).flat().filter(isObject)) {
    for (const name of each) expect(entry).toHaveProperty(name)
  }
}

const shown = ({ program, args }: CommandRow) => `${program} ${args.join(' ')}`
/** The words of the command, without what it is given. */
const nameOf = (row: CommandRow) => COMMANDS.find(name => `${shown(row)} `.startsWith(`${name} `)) ?? shown(row)
const here = process.cwd()
const wasTerminal = process.stderr.isTTY

describe.each([
  ['for a program, with --json', ['--json'], false],
  ['for a person whose terminal wants no colour', [], true],
])('every command, %s', (_which, more, tty) => {
  let folder: string
  let env: Record<string, string>

  beforeAll(async () => {
    folder = await makeFolder()
    env = {
      FLOW_HOME: join(folder, 'home'),
      FLOW_KEY_FILE: join(folder, 'flow.key'),
      FLOW_APP_KEY: `fck_${'a'.repeat(26)}_${'b'.repeat(43)}`,
    }
    process.chdir(folder)
    vi.stubEnv('FORCE_COLOR', undefined)
    if (!tty) return
    process.stderr.isTTY = true
    vi.stubEnv('NO_COLOR', '1')
  })
  afterAll(async () => {
    process.chdir(here)
    process.stderr.isTTY = wasTerminal
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true, maxRetries: 5 })
  })

  it.each(COMMAND_ROWS.map(row => [shown(row), row.code, row] as const))('%s ends with %d', async (_, code, row) => {
    const ended = await run(row, env, more)
    expect(ended.code, ended.err).toBe(code)
    expect(ended.out + ended.err).not.toContain(ESCAPE)
    expect(ended.out + ended.err).not.toContain('canary-secret')
    if (more.length === 0) return
    if (code === 0) expectDocumented(row, JSON.parse(ended.out))
    else expect(JSON.parse(ended.err)).toMatchObject({ code: expect.any(String), detail: expect.any(String) })
  })
})

it('no command is missing from the table', () => {
  const run = new Set(COMMAND_ROWS.map(shown))
  const missing = COMMANDS.filter(name => ![...run].some(line => `${line} `.startsWith(`${name} `)))
  expect(missing.sort()).toEqual([...ENDLESS].sort())
})

it('the guide says what each command prints with --json', () => {
  for (const name of COMMANDS) expect(documentedJson(name).documents.length, name).toBeGreaterThan(0)
})
