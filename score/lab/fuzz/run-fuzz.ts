import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { FuzzAnswer, FuzzJob } from './fuzz-job.ts'

const CHUNK = 500

export interface FuzzRun extends FuzzAnswer {
  seed: number
  count: number
}

/**
 * Random schemas on all cores. `FLOW_SEED` repeats a run: chunk n of it has the seed plus n, so that a fault can be
 * found again by itself.
 */
export async function runFuzz(kind: FuzzJob['kind'], count: number): Promise<FuzzRun> {
  const seed = Number(process.env['FLOW_SEED'] ?? randomInt(1_000_000_000))
  const jobs = Array.from({ length: Math.ceil(count / CHUNK) }, (_, n): FuzzJob => {
    return { kind, seed: seed + n, count: Math.min(CHUNK, count - n * CHUNK) }
  })
  const answers: FuzzAnswer[] = []
  const threads = Array.from({ length: Math.min(jobs.length, availableParallelism()) }, () => work(jobs, answers))
  await Promise.all(threads)
  return { ...answers.reduce(join), seed, count: answers.reduce((sum, { times }) => sum + times.length, 0) }
}

async function work(jobs: FuzzJob[], answers: FuzzAnswer[]): Promise<void> {
  const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url))
  try {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const { seed } = job
      const answer = await ask(worker, job)
      answers.push({ ...answer, faults: answer.faults.map(fault => `seed ${seed}: ${fault}`) })
    }
  } finally {
    await worker.terminate()
  }
}

function ask(worker: Worker, job: FuzzJob): Promise<FuzzAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<FuzzAnswer>()
  const gone = (code: number) => reject(new Error(`a thread ended with ${code}`))
  worker.once('message', resolve).once('messageerror', reject).once('error', reject).once('exit', gone)
  worker.postMessage(job)
  return promise.finally(() => {
    worker.off('message', resolve).off('messageerror', reject).off('error', reject).off('exit', gone)
  })
}

function join(a: FuzzAnswer, b: FuzzAnswer): FuzzAnswer {
  const seen = { ...a.seen }
  for (const key of Object.keys(seen) as (keyof typeof seen)[]) seen[key] += b.seen[key]
  return {
    faults: [...a.faults, ...b.faults],
    seen,
    times: a.times.concat(b.times),
    bytes: a.bytes.concat(b.bytes),
  }
}
