import { openLab } from './open-lab.ts'
import { readToken } from './read-token.ts'
import { readUnguarded } from './read-unguarded.ts'
import type { WorkerAnswer, WorkerJob, WorkerStart } from './worker-job.ts'

/** One more process on the data of a lab; it does what its parent says until that lets go of it. */
const { place } = JSON.parse(process.argv[2] ?? '') as WorkerStart
const lab = await openLab(place)

async function work(job: WorkerJob): Promise<WorkerAnswer> {
  if (job.do === 'shift') {
    lab.clock.shift = job.ms
    return { tokens: [], errors: [] }
  }
  const { loginId, callers } = job
  const one =
    job.do === 'read'
      ? () => readToken(lab.context, loginId, job.rejectedVersion)
      : () => readUnguarded(lab.context, loginId)
  const all = await Promise.allSettled(Array.from({ length: callers }, one))
  return {
    tokens: all.flatMap(result => (result.status === 'fulfilled' ? [result.value] : [])),
    errors: all.flatMap(result => (result.status === 'rejected' ? [describe(result.reason)] : [])),
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error ? String(error.code) : `${error.name}: ${error.message}`
}

process.on('message', (job: WorkerJob) => {
  void work(job).then(answer => process.send?.(answer))
})
// Whoever started us is gone, perhaps killed: nobody else would end us.
process.on('disconnect', () => process.exit())
process.send?.({ ready: true })
