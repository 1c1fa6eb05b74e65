import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Acknowledged, WorkerAnswer, WorkerJob, WorkerStart } from './worker-job.ts'

export interface RefreshWorker {
  /** Rejects when the worker ends before it answers. */
  ask(job: WorkerJob): Promise<WorkerAnswer>
  /** Writes that `connect` was told are done. */
  acknowledged: Acknowledged[]
  /** When it came by the point it was armed for; it is killed or frozen then. */
  halted: Promise<void>
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void
  /** When the process is gone; all that it said has arrived then. */
  ended: Promise<unknown>
  close(): Promise<void>
}

type Message = { ready: true } | { halted: true } | { answer: WorkerAnswer } | { acknowledged: Acknowledged }

const COMPILED = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'score')

/** Starts one more process on the data of a lab. */
export async function startWorker(start: WorkerStart): Promise<RefreshWorker> {
  const file = fileURLToPath(import.meta.resolve('./worker.ts'))
  const child = fork(file, [JSON.stringify(start)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  })
  const ended = Promise.all([once(child, 'exit'), once(child, 'disconnect')])
  const answers: ((answer: WorkerAnswer) => void)[] = []
  const acknowledged: Acknowledged[] = []
  const halted = Promise.withResolvers<void>()
  const ready = Promise.withResolvers<void>()
  child.on('message', (message: Message) => {
    if ('ready' in message) ready.resolve()
    else if ('halted' in message) halted.resolve()
    else if ('answer' in message) answers.shift()?.(message.answer)
    else acknowledged.push(message.acknowledged)
  })
  const gone = ended.then(([[code, signal]]) => {
    throw new Error(`the worker ended with ${code ?? signal}`)
  })
  gone.catch(() => undefined)
  await Promise.race([ready.promise, gone])
  return {
    ask(job) {
      const answer = Promise.withResolvers<WorkerAnswer>()
      answers.push(answer.resolve)
      child.send(job)
      return Promise.race([answer.promise, gone])
    },
    acknowledged,
    halted: halted.promise,
    signal: signal => child.kill(signal),
    ended,
    async close() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
