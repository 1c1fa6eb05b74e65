import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')

/** A program that said where it can be reached. */
export interface Started {
  url: string
  process: ChildProcess
  output(): string
  stop(): Promise<void>
}

interface ServerOptions {
  /** An empty folder; the data goes into `data` below it, the key file beside that. */
  folder: string
  env?: Record<string, string>
  /** Any free one, unless it has to be known beforehand. */
  port?: number
  /** More flags of Node. */
  flags?: readonly string[]
  /** The `flow` of an installed package, in the place of the clone's. */
  program?: string
}

/** The server alone, as `npm run serve` starts it, without the practice services. */
export function startServer(options: ServerOptions): Promise<Started> {
  const { folder, env = {}, port = 0, flags: more = [], program = join(ROOT, 'bin', 'flow.js') } = options
  const flags = ['--disable-sigusr1', '--disable-proto=delete', ...more]
  const serve = [program, 'serve', '--with-parent', '--port', String(port), '--data', join(folder, 'data')]
  return startProgram([...flags, ...serve], { FLOW_KEY_FILE: join(folder, 'instance.key'), ...env })
}

/** Starts Node and waits for the message `{ ready: { url } }`. */
export async function startProgram(args: string[], env: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
  }
  const url = await untilReady(child, () => printed)
  return {
    url,
    process: child,
    output: () => printed,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'close')
      child.kill('SIGTERM')
      await ended
    },
  }
}

function untilReady(child: ChildProcess, printed: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.on('message', message => {
      const url = (message as { ready?: { url?: string } }).ready?.url
      if (url) resolve(url)
    })
    child.on('exit', code => reject(new Error(`ended with ${code} before it was ready:\n${printed()}`)))
  })
}
