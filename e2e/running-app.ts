import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../test/free-port.ts'

const root = join(import.meta.dirname, '..')

/** How long a connector may take here: short, because some of ours hang on purpose, and below the 5 s of processor time that would end them first. */
export const VALIDATE_SECONDS = 3

/** The whole app as a newcomer starts it, on ports of its own and in a folder of its own. */
export interface RunningApp {
  url: string
  home: string
  /** What its commands need to work on the same data. */
  env: Record<string, string>
  practiceApi: string
  practiceSignIn: string
  /** Free when the app started: where a page that embeds it may live. */
  editorPort: number
  /** All that was printed so far. */
  output(): string
  /** Ends everything with this signal and waits until nothing is left. */
  stop(signal?: NodeJS.Signals): Promise<void>
  /** Process id of the server itself. */
  serverPid(): Promise<number>
}

export interface StartOptions {
  home?: string
  port?: number
  env?: Record<string, string>
}

/** A data folder that `removeHome` takes away again; its key file lies beside it, not in it. */
export function makeHome(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'flow-e2e-'))
}

export function removeHome(home: string): Promise<void> {
  return rm(home, { recursive: true, force: true })
}

/** Starts `scripts/start.js` and waits until it has printed its addresses. */
export async function startApp({ home, port = 0, env = {} }: StartOptions = {}): Promise<RunningApp> {
  const base = home ?? (await makeHome())
  await mkdir(join(base, 'data'), { recursive: true, mode: 0o700 })
  const editorPort = await freePort()
  const embedOrigins = [`http://127.0.0.1:${editorPort}`]
  const config = { environment: 'local', validateTimeout: VALIDATE_SECONDS * 1000, embedOrigins }
  await writeFile(join(base, 'data', 'deploymentConfig.json'), JSON.stringify(config))
  const own = { FLOW_HOME: join(base, 'data'), FLOW_KEY_FILE: join(base, 'instance.key') }
  const child = spawn(process.execPath, ['scripts/start.js', '--port', String(port), '--data', join(base, 'data')], {
    cwd: root,
    env: { ...process.env, ...own, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
  }
  await untilPrinted(child, () => printed)
  const find = (name: string) => new RegExp(`${name}\\s+(http://\\S+)`).exec(printed)?.[1] ?? ''
  return {
    url: find('Flow Connections'),
    home: own.FLOW_HOME,
    env: own,
    practiceApi: find('Practice API'),
    practiceSignIn: find('Practice sign-in'),
    editorPort,
    output: () => printed,
    stop: signal => end(child, signal ?? 'SIGTERM'),
    serverPid: () => childPid(child, 'bin/flow.js'),
  }
}

function untilPrinted(child: ChildProcess, printed: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (/Started in/.test(printed())) resolve()
    }
    child.stdout?.on('data', check)
    child.on('exit', code => reject(new Error(`start ended with ${code}:\n${printed()}`)))
  })
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise(resolve => {
    child.once('close', () => resolve())
    child.kill(signal)
  })
}

async function childPid(parent: ChildProcess, script: string): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,args='])
  const line = stdout.split('\n').find(row => row.includes(script) && row.trim().split(/\s+/)[1] === String(parent.pid))
  if (!line) throw new Error(`no ${script} below process ${parent.pid}`)
  return Number(line.trim().split(/\s+/)[0])
}
