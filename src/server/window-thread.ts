import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { FirstWindowRequest } from '#shared/first-window.ts'
import type { WindowWorkerMessage } from './window-worker.ts'

/** Draws windows on another thread: schemas are foreign, and no request may wait for a large one. */
export interface WindowThread {
  /** Undefined when it is not drawn in time: the page then draws it. Rejects with what went wrong in drawing it. */
  draw(request: FirstWindowRequest): Promise<string | undefined>
  close(): Promise<void>
}

/** `.ts` in the clone, `.js` in the published package. */
const ENTRY = new URL(`./window-worker${extname(import.meta.filename)}`, import.meta.url)
/** A schema that takes longer is left to the page. */
const LIMIT_MS = 2_000
const START_MS = 10_000
const MEMORY_MB = 128
/** Windows that are kept: the same form is opened again and again. */
const MOST_KEPT = 20

/** `module`: address of what was built of `src/web/first-window.tsx`. The thread is started by the first window. */
export function startWindowThread(module: string): WindowThread {
  const kept = new Map<string, string>()
  let worker: Promise<Worker> | undefined
  let queue: Promise<unknown> = Promise.resolve()

  const drop = async () => {
    const dead = worker
    worker = undefined
    await dead?.then(
      thread => thread.terminate(),
      () => undefined,
    )
  }
  const drawNow = async (request: FirstWindowRequest) => {
    worker ??= startWorker(module)
    const thread = await worker.catch(() => undefined)
    const answer = thread && (await askOnce(thread, request))
    if (!answer) {
      await drop()
      return undefined
    }
    if ('error' in answer) throw answer.error
    return answer.html
  }
  return {
    async draw(request) {
      const key = createHash('sha256').update(JSON.stringify(request)).digest('base64')
      const known = kept.get(key)
      if (known !== undefined) return known
      const drawn = queue.then(() => drawNow(request))
      queue = drawn.catch(() => undefined)
      const html = await drawn
      if (html !== undefined) kept.set(key, html)
      for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest)
      return html
    },
    async close() {
      await queue
      await drop()
    },
  }
}

/** Settles when the thread has loaded everything. It keeps no process alive. */
function startWorker(module: string): Promise<Worker> {
  const worker = new Worker(ENTRY, {
    workerData: { module },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    env: {},
    execArgv: [],
  })
  const { promise, resolve, reject } = Promise.withResolvers<Worker>()
  const late = setTimeout(() => reject(new Error('the thread did not start')), START_MS)
  worker.once('message', () => resolve(worker))
  worker.once('error', reject)
  return promise.finally(() => {
    clearTimeout(late)
    worker.unref()
  })
}

type Answer = Exclude<WindowWorkerMessage, 'ready'>

async function askOnce(worker: Worker, request: FirstWindowRequest): Promise<Answer | undefined> {
  const { promise, resolve } = Promise.withResolvers<Answer | undefined>()
  const broken = () => resolve(undefined)
  const late = setTimeout(broken, LIMIT_MS)
  worker.once('message', resolve)
  worker.once('error', broken)
  worker.once('exit', broken)
  worker.postMessage(request)
  return promise.finally(() => {
    clearTimeout(late)
    worker.off('message', resolve)
    worker.off('error', broken)
    worker.off('exit', broken)
  })
}
