import { flushCompileCache } from 'node:module'
import { makeDeleteAccount } from '#app/delete-account.ts'
import { makeDeliverMessages } from '#app/webhooks/deliver-messages.ts'
import { createFetch } from '#egress/create-fetch.ts'
import { openGate } from '#egress/fixtures/open-gate.ts'
import { connectSteps } from './connect-steps.ts'
import { makeHalts } from './halts.ts'
import { openLab } from './open-lab.ts'
import { readToken } from './read-token.ts'
import { readUnguarded } from './read-unguarded.ts'
import type { WorkerAnswer, WorkerJob, WorkerStart } from './worker-job.ts'

/** One more process on the data of a lab; it does what its parent says until that lets go of it. */
const { place, leaseSeconds } = JSON.parse(process.argv[2] ?? '') as WorkerStart
const halts = makeHalts(() => process.send?.({ halted: true }))
const fetch = createFetch({ gate: openGate(['localhost:*']), userAgent: 'flow-lab/1' })
const lease = leaseSeconds === undefined ? {} : { leaseSeconds }
const lab = await openLab(place, { store: halts.store, fetch: halts.fetch(fetch), ...lease })

async function work(job: WorkerJob): Promise<WorkerAnswer> {
  switch (job.do) {
    case 'shift':
      lab.clock.shift = job.ms
      return { tokens: [], errors: [] }
    case 'arm':
      halts.arm(job.halt)
      return { tokens: [], errors: [] }
    case 'connect':
      return settle([connectSteps(lab.context, job, told => process.send?.({ acknowledged: told }))])
    case 'delete':
      return settle([makeDeleteAccount(lab.context)(job.loginId).then(() => '')])
    case 'deliver':
      return settle([makeDeliverMessages(lab.context)().then(() => '')])
    default:
      return settle(job.loginIds.flatMap(id => Array.from({ length: job.callers }, () => read(job, id))))
  }
}

function read(job: WorkerJob & { do: 'read' | 'read-unguarded' }, id: string): Promise<string> {
  return job.do === 'read' ? readToken(lab.context, id, job.rejectedVersion) : readUnguarded(lab.context, id)
}

async function settle(callers: Promise<string>[]): Promise<WorkerAnswer> {
  const all = await Promise.allSettled(callers)
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
  void work(job).then(answer => process.send?.({ answer }))
})
// Whoever started us is gone, perhaps killed: nobody else would end us.
process.on('disconnect', () => process.exit())
// The next of many starts faster; a killed process would never write it.
flushCompileCache()
process.send?.({ ready: true })
