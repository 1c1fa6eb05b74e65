import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '../../test/free-port.ts'
import { readGuide } from './read-guide.ts'

const root = join(import.meta.dirname, '..', '..')
/** The port that the guide writes down. */
const GUIDE_PORT = '4790'

export interface Walk {
  /** Where the page of the walked guide is. */
  url: string
  serviceUrl: string
  /** Every command, as the guide has it, with what it printed. */
  transcript: { command: string; output: string }[]
  stop(): Promise<void>
}

/**
 * Does all that the guide tells, in a new folder, with the commands of this clone; the server is left running.
 * `literally`: with the guide's own port, for pictures that look the same each time.
 */
export async function walkGuide({ literally = false } = {}): Promise<Walk> {
  const folder = await mkdtemp(join(tmpdir(), 'flow-walk-'))
  const port = literally ? Number(GUIDE_PORT) : await freePort()
  const env = await environment(folder)
  const transcript: Walk['transcript'] = []
  const running: ChildProcess[] = []
  let cwd = folder
  let url = ''
  const stop = async () => {
    for (const child of running) await end(child)
    await rm(folder, { recursive: true, maxRetries: 5 })
  }
  try {
    for (const step of readGuide()) {
      if (step.kind === 'file') {
        await mkdir(dirname(join(cwd, step.path)), { recursive: true })
        await writeFile(join(cwd, step.path), step.text.replaceAll(GUIDE_PORT, String(port)))
        continue
      }
      const words = step.line.replaceAll(GUIDE_PORT, String(port)).split(' ')
      const [name = '', ...args] = words
      let output = ''
      if (name === 'cd') cwd = join(cwd, args[0] ?? '')
      else if (step.line.endsWith(' &')) {
        running.push(spawn(name, args.slice(0, -1), { cwd, env, stdio: 'ignore' }))
        await untilListening(port)
      } else if (step.line === 'flow serve') {
        const server = spawn(name, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] })
        running.push(server)
        output = await untilReady(server)
        url = /ready at (\S+)/.exec(output)?.[1] ?? ''
      } else output = (await promisify(execFile)(name, args, { cwd, env })).stdout
      transcript.push({ command: step.line, output: plain(output, { folder, port }) })
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { url, serviceUrl: `http://localhost:${port}`, transcript, stop }
}

async function environment(folder: string): Promise<Record<string, string>> {
  const bin = join(folder, 'bin')
  await mkdir(bin)
  for (const name of ['flow', 'flow-deploy']) await symlink(join(root, 'bin', `${name}.js`), join(bin, name))
  const path = [bin, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter)
  const home = join(folder, '.flow-connections')
  return { PATH: path, HOME: folder, NO_COLOR: '1', TZ: 'UTC', FLOW_HOME: home, FLOW_PORT: '0' }
}

/** What differs from run to run, as it looks on the machine of somebody who follows the guide. */
function plain(output: string, { folder, port }: { folder: string; port: number }): string {
  return output
    .replace(/\[\d{4}-\d\d-\d\dT[\d:.]+\]/g, '[2026-03-02T09:00:00.000]')
    .replaceAll(folder, '/home/ana')
    .replaceAll(String(port), GUIDE_PORT)
    .replace(/\(\d+ ms\)/g, '(40 ms)')
    .replace(/A key file was made: \S+/, 'A key file was made: /home/ana/.config/flow-connections/instance.key')
    .replace(/http:\/\/localhost:(?!4790)\d+/g, 'http://localhost:4600')
    .trimEnd()
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(`http://localhost:${port}/me`)
        .then(() => true)
        .catch(() => false)
    )
      return
    await sleep(100)
  }
  throw new Error('The service of the guide does not listen.')
}

async function untilReady(server: ChildProcess): Promise<string> {
  let printed = ''
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const read = (chunk: Buffer) => {
    printed += chunk.toString()
    if (/ready at \S+\n/.test(printed)) resolve(printed)
  }
  server.stdout?.on('data', read)
  server.stderr?.on('data', read)
  server.on('exit', () => reject(new Error(`flow serve ended: ${printed}`)))
  return promise
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
