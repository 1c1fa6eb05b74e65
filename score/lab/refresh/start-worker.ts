import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { WorkerAnswer, WorkerJob, WorkerStart } from './worker-job.ts'

export interface RefreshWorker {
  pid: number
  /** Rejects when the worker ends before it answers. */
  ask(job: WorkerJob): Promise<WorkerAnswer>
  close(): Promise<void>
}

/** Starts one more process on the data of a lab. */
export async function startWorker(start: WorkerStart): Promise<RefreshWorker> {
  const file = fileURLToPath(import.meta.resolve('./worker.ts'))
  const child = fork(file, [JSON.stringify(start)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = once(child, 'exit')
  const answers: ((answer: WorkerAnswer) => void)[] = []
  const ready = Promise.withResolvers<void>()
  child.on('message', message => {
    if ('ready' in (message as object)) ready.resolve()
    else answers.shift()?.(message as WorkerAnswer)
  })
  const gone = ended.then(([code, signal]) => {
    throw new Error(`the worker ended with ${code ?? signal}`)
  })
  gone.catch(() => undefined)
  await Promise.race([ready.promise, gone])
  return {
    pid: child.pid ?? 0,
    ask(job) {
      const answer = Promise.withResolvers<WorkerAnswer>()
      answers.push(answer.resolve)
      child.send(job)
      return Promise.race([answer.promise, gone])
    },
    async close() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
