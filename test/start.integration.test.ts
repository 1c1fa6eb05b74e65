import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
let home: string

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'flow-start-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

interface Started {
  npm: ChildProcess
  urls: string[]
  printed: string
  ended: Promise<void>
}

/** `npm start` as a person types it, in a process group of its own so that Ctrl-C can be sent to all of it. */
async function npmStart(port: number): Promise<Started> {
  const args = ['start', '--', '--port', String(port), '--data', join(home, 'data')]
  const env = { ...process.env, FLOW_KEY_FILE: join(home, 'instance.key') }
  const npm = spawn('npm', args, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  const ended = new Promise<void>(resolve => npm.once('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        printed += chunk.toString()
        if (/Started in/.test(printed)) resolve()
      })
    }
    npm.once('close', code => reject(new Error(`npm start ended with ${code}:\n${printed}`)))
  })
  const urls = [...printed.matchAll(/http:\/\/\S+/g)].map(match => match[0])
  return { npm, urls, printed, ended }
}

interface Process {
  pid: number
  command: string
}

async function descendants(ancestor: number): Promise<Process[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,args='])
  const rows = [...stdout.matchAll(/^ *(\d+) +(\d+) (.*)$/gm)].map(row => ({
    pid: Number(row[1]),
    parent: Number(row[2]),
    command: row[3] ?? '',
  }))
  const below = (parent: number): Process[] =>
    rows.filter(row => row.parent === parent).flatMap(row => [row, ...below(row.pid)])
  return below(ancestor)
}

function isAlive({ pid }: Process): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function isOpen(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url)
  return new Promise(resolve => {
    const socket = connect({ host: hostname, port: Number(port) })
    socket.once('connect', () => resolve(socket.destroy() !== undefined))
    socket.once('error', () => resolve(false))
  })
}

describe('npm start', () => {
  const pid = (child: ChildProcess) => child.pid ?? 0
  it.each([
    ['Ctrl-C in its terminal', (started: Started) => process.kill(-pid(started.npm), 'SIGINT')],
    ['SIGTERM to npm', (started: Started) => process.kill(pid(started.npm), 'SIGTERM')],
    ['kill -9 of npm', (started: Started) => process.kill(pid(started.npm), 'SIGKILL')],
  ])('leaves nothing running after %s', async (_, stop) => {
    const started = await npmStart(0)
    const children = await descendants(pid(started.npm))
    expect(children.length).toBeGreaterThanOrEqual(3)
    expect(await Promise.all(started.urls.map(isOpen))).toEqual(started.urls.map(() => true))
    stop(started)
    await started.ended
    await expect.poll(() => children.filter(isAlive), { timeout: 20_000 }).toEqual([])
    expect(await Promise.all(started.urls.map(isOpen))).toEqual(started.urls.map(() => false))
  })

  it('leaves nothing running after kill -9 of the launcher', async () => {
    const started = await npmStart(0)
    const children = await descendants(pid(started.npm))
    const launcher = children.find(child => /^\S*node scripts\/start\.js/.test(child.command))
    process.kill(launcher?.pid ?? Number.NaN, 'SIGKILL')
    await expect.poll(() => children.filter(isAlive), { timeout: 20_000 }).toEqual([])
  })

  it('says that a port is taken and takes the next; the redirect URI follows', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => taken.once('listening', resolve))
    const address = taken.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const started = await npmStart(port)
    expect(started.printed).toContain(`Port ${port} is taken`)
    const app = new URL(started.urls.at(-1) ?? '')
    expect(Number(app.port)).toBeGreaterThan(port)
    process.kill(pid(started.npm), 'SIGTERM')
    await started.ended
    taken.close()
  })
})
