import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { TextBundles } from '#schema/types.ts'
import type { JsonObject } from '#shared/json.ts'
import type { FormJob, FormJobResult, FormWorkerMessage, PreviewedForm } from './form-worker.ts'

/** Compiles and builds on another thread, one job at a time, each with a limit (forms.md §10.4). */
export interface FormWorkerClient {
  /** Text of a validator module; undefined when it cannot be built within the limits. */
  build(schema: JsonObject): Promise<string | undefined>
  /** A pasted text as a form; undefined when it took too long or too much memory. */
  preview(source: string, texts: TextBundles): Promise<PreviewedForm | undefined>
  close(): Promise<void>
}

interface Limits {
  buildMs?: number
  previewMs?: number
  memoryMb?: number
}

/** `.ts` in the clone, `.js` in the published package. */
const ENTRY = new URL(`./form-worker${extname(import.meta.filename)}`, import.meta.url)

/** The thread is started by the first job, kept, and replaced when a job breaks a limit. It keeps no process alive. */
export function createFormWorkerClient(limits: Limits = {}): FormWorkerClient {
  const { buildMs = 10_000, previewMs = 2_000, memoryMb = 128 } = limits
  let worker: Promise<Worker> | undefined
  let queue: Promise<unknown> = Promise.resolve()

  const start = () => {
    worker ??= startWorker(memoryMb)
    return worker
  }
  const drop = async (dead: Worker) => {
    worker = undefined
    await dead.terminate()
  }
  const runNow = async (job: FormJob, limitMs: number): Promise<FormJobResult | undefined> => {
    const thread = await start().catch(() => undefined)
    if (!thread) {
      worker = undefined
      return undefined
    }
    thread.ref()
    const answer = await askOnce(thread, job, limitMs)
    thread.unref()
    if (answer === 'broken') {
      await drop(thread)
      return undefined
    }
    return answer.ok ? answer.result : undefined
  }
  const run = (job: FormJob, limitMs: number) => {
    const result = queue.then(() => runNow(job, limitMs))
    queue = result
    return result
  }
  return {
    async build(schema) {
      const result = await run({ kind: 'build', schema }, buildMs)
      return result?.kind === 'build' ? result.code : undefined
    },
    async preview(source, texts) {
      const result = await run({ kind: 'preview', source, texts }, previewMs)
      return result?.kind === 'preview' ? result : undefined
    },
    async close() {
      await queue
      const thread = await worker?.catch(() => undefined)
      if (thread) await drop(thread)
    },
  }
}

/** Resolves when the thread has loaded everything, so that loading counts against no job's limit. */
function startWorker(memoryMb: number): Promise<Worker> {
  const worker = new Worker(ENTRY, { resourceLimits: { maxOldGenerationSizeMb: memoryMb }, env: {}, execArgv: [] })
  const { promise, resolve, reject } = Promise.withResolvers<Worker>()
  worker.once('message', () => resolve(worker))
  worker.once('error', reject)
  return promise
}

/** How many times its limit a job may stand on the clock. */
const PATIENCE = 5

type Answer = Exclude<FormWorkerMessage, 'ready'> | 'broken'

/**
 * A job's limit is processor time: on a busy machine an innocent text waits for its turn, and is not to blame. The
 * ceiling on the clock is for a thread that gets no time at all, or does not tell how much.
 */
async function askOnce(worker: Worker, job: FormJob, limitMs: number): Promise<Answer> {
  const before = await worker.cpuUsage().catch(() => undefined)
  if (!before) return 'broken'
  const { promise, resolve } = Promise.withResolvers<Answer>()
  const broken = () => resolve('broken')
  const ceiling = setTimeout(broken, limitMs * PATIENCE)
  const timer = setInterval(() => {
    worker.cpuUsage(before).then(({ user, system }) => {
      if ((user + system) / 1000 >= limitMs) broken()
    }, broken)
  }, limitMs / 4)
  worker.once('message', resolve)
  worker.once('error', broken)
  worker.once('exit', broken)
  worker.postMessage(job)
  return promise.finally(() => {
    clearTimeout(ceiling)
    clearInterval(timer)
    worker.off('message', resolve)
    worker.off('error', broken)
    worker.off('exit', broken)
  })
}
