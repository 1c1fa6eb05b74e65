import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { RunRequest, RunResult } from '#runner/types.ts'
import type { Answer, HostOptions, Pulse } from './host-messages.ts'

const SERVER = fileURLToPath(new URL('./serve-runs.ts', import.meta.url))

export interface Host {
  pid: number
  run(request: RunRequest): Promise<RunResult>
  pulse(): Promise<Pulse>
  close(): Promise<void>
}

/** Starts the server that runs hostile code. `secret` stands in its environment. A server that ends fails every question. */
export async function startHost(options: HostOptions, secret: string): Promise<Host> {
  const child = fork(SERVER, [JSON.stringify(options)], {
    execArgv: ['--disable-sigusr1', '--disable-warning=ExperimentalWarning'],
    env: { ...process.env, FLOW_SECRET: secret },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk
  })
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>()
  child.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.resolve(answer)
    waiting.delete(answer.id)
  })
  const ended = once(child, 'exit').then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`the server ended: ${said.slice(-2000)}`))
    waiting.clear()
  })
  let asked = 0
  const wait = (id: number) => new Promise<Answer>((resolve, reject) => waiting.set(id, { resolve, reject }))
  const ask = async (question: { run: RunRequest } | { pulse: true }) => {
    if (!child.connected) throw new Error(`the server ended: ${said.slice(-2000)}`)
    const id = ++asked
    const answer = wait(id)
    child.send({ id, ...question })
    const { failed, ...rest } = await answer
    if (failed !== undefined) throw new Error(failed)
    return rest
  }
  await wait(0)
  return {
    pid: child.pid ?? 0,
    async run(request) {
      const { result } = await ask({ run: request })
      if (!result) throw new Error('the server gave no result')
      return result
    },
    async pulse() {
      const { pulse } = await ask({ pulse: true })
      if (!pulse) throw new Error('the server gave no pulse')
      return pulse
    },
    async close() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
