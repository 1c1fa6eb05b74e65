import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { documentedJson } from './fixtures/documented-json.ts'
import { runBin } from './fixtures/run-bin.ts'

const BIN = fileURLToPath(new URL('../../bin/flow.js', import.meta.url))

let folder: string
const started: ChildProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-serve-'))
})

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  }
  await rm(folder, { recursive: true, maxRetries: 5 })
})

interface Started {
  child: ChildProcess
  url: string
  text: () => string
}

/** Starts `flow serve` and waits for its line or its message. */
async function start(
  args: string[],
  stdio: 'terminal' | 'launcher' = 'terminal',
  flags: string[] = [],
): Promise<Started> {
  const child = spawn(process.execPath, [...flags, BIN, 'serve', '--data', join(folder, 'home'), ...args], {
    env: { PATH: process.env['PATH'] ?? '', NO_COLOR: '1', FLOW_KEY_FILE: join(folder, 'flow.key') },
    stdio: ['pipe', 'pipe', 'pipe', ...(stdio === 'launcher' ? (['ipc'] as const) : [])],
  })
  started.push(child)
  let text = ''
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const read = (chunk: string) => {
    text += chunk
    const ready = (/Flow Connections is ready at (\S+)\n/.exec(text) ?? /"url":"([^"]+)".*\n/.exec(text))?.[1]
    if (ready) resolve(ready)
  }
  child.stdout?.setEncoding('utf8').on('data', read)
  child.stderr?.setEncoding('utf8').on('data', read)
  child.on('message', message => resolve((message as { ready: { url: string } }).ready.url))
  child.on('exit', () => reject(new Error(`flow serve ended: ${text}`)))
  return { child, url: await promise, text: () => text }
}

async function exitOf(child: ChildProcess): Promise<unknown> {
  return child.exitCode ?? (await once(child, 'exit'))[0]
}

describe('flow serve', () => {
  it('says where it is ready, answers there, and stops with code 0', async () => {
    const { child, url, text } = await start(['--port', '0'])
    expect(url).toMatch(/^http:\/\/localhost:\d+$/)
    const answer = await fetch(`${url}/api/v1/credentials/read`, { method: 'POST' })
    expect(answer.status).toBe(401)
    expect(text()).toContain('A key file was made: ')
    expect(text()).not.toContain('Warning')
    expect(text()).not.toContain('\u001b')
    child.kill('SIGTERM')
    expect(await exitOf(child)).toBe(0)
  })

  it('tells a program with --json in one line what it wants to know', async () => {
    const { url, text } = await start(['--port', '0', '--json'])
    expect(JSON.parse(text())).toEqual({
      url,
      home: join(folder, 'home'),
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      runnerLevel: expect.any(String),
      newKeyFile: join(folder, 'flow.key'),
      firstAdminCode: null,
    })
    expect(documentedJson('flow serve').documents).toEqual([Object.keys(JSON.parse(text())).sort()])
  })

  it('takes the next port when its own is taken, and says so', async () => {
    const first = await start(['--port', '0'])
    const { port } = new URL(first.url)
    const second = await start(['--port', port, '--data', join(folder, 'second'), '--connectors', folder])
    expect(Number(new URL(second.url).port)).toBeGreaterThan(Number(port))
    expect(second.text()).toContain(`Port ${port} is taken.`)
  })

  it.each([
    ['that names the flags of the server', ['--disable-sigusr1', '--disable-proto=delete']],
    ['that leaves them out', []],
  ])('tells a launcher %s, and ends when the launcher goes', async (_which, flags) => {
    const { child, url, text } = await start(['--port', '0', '--with-parent'], 'launcher', flags)
    expect(url).toMatch(/^http:\/\/localhost:\d+$/)
    expect(text()).not.toContain('ready')
    child.stdin?.end()
    expect(await exitOf(child)).toBe(0)
  })

  it('shows a connector that is deployed while it runs, and tells commands its address', async () => {
    const { url } = await start(['--port', '0', '--connectors', join(folder, 'elsewhere')])
    await runBin('flow', ['init', 'demo'], { cwd: folder })
    const project = join(folder, 'demo')
    await runBin('flow', ['add', 'oauth', 'cloud'], { cwd: project })
    const env = { FLOW_HOME: join(folder, 'home') }
    expect((await runBin('flow-deploy', ['connector', '-s', '.'], { cwd: project, env })).code).toBe(0)
    await expect.poll(() => listServices(url), { timeout: 30_000 }).toEqual(['demo'])
    const template = await runBin('flow-deploy', ['oauths', 'template', '-c', 'demo-cloud'], { cwd: project, env })
    expect(template.stdout).toContain(`${url}/oauth/return/demo-cloud/demo-cloud`)
    await cp(project, join(folder, 'elsewhere', 'other'), { recursive: true })
    await writeFile(join(folder, 'elsewhere/other/package.json'), '{ "name": "other" }')
    await runBin('flow', ['add', 'oauth', 'far'], { cwd: join(folder, 'elsewhere/other') })
    const far = await runBin('flow-deploy', ['oauths', 'template', '-c', 'other-far'], { cwd: project, env })
    expect(far.stdout).toContain('"other-far": {')
  })

  it('lists everything that is wrong with the configuration and ends with 2', async () => {
    const ended = await runBin('flow', ['serve', '--port', 'x', '--host', '0.0.0.0', '--data', folder], { cwd: folder })
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toContain('The port "x" is not a number')
    expect(ended.stderr).toContain('The host "0.0.0.0" is not loopback.')
  })
})

async function listServices(url: string): Promise<string[]> {
  const page = await fetch(`${url}/api/page/connectors?locale=en`)
  const body = (await page.json()) as { items?: { service: string }[] }
  return (body.items ?? []).map(connector => connector.service)
}
