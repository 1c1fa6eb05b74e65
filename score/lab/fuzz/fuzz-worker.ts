import { parentPort } from 'node:worker_threads'
import fc from 'fast-check'
import { compile } from '#schema/compile.ts'
import { formFaults } from '#schema/fixtures/form-faults.ts'
import { anything } from '#schema/fixtures/random-schema.ts'
import { compileOptions } from '#schema/fixtures/random-texts.ts'
import type { CompiledForm } from '#schema/types.ts'
import type { FuzzAnswer, FuzzJob, Seen } from './fuzz-job.ts'
import { validatorFaults } from './validator-faults.ts'

/** Forms whose validators are all built would take an hour: of the refused ones, which are all alike, none is. */
const TRIES = 3

function run({ kind, seed, count }: FuzzJob): FuzzAnswer {
  const answer: FuzzAnswer = {
    faults: [],
    seen: { fields: 0, unions: 0, conditions: 0, lists: 0, secrets: 0, refused: 0 },
    times: [],
    bytes: [],
  }
  const samples = fc.sample(fc.tuple(anything, compileOptions), {
    seed,
    numRuns: kind === 'form' ? count : count * TRIES,
  })
  for (const [source, options] of samples) {
    if (answer.times.length === count) break
    const tell = (fault: string) => {
      if (answer.faults.length < 20) answer.faults.push(`${fault} | ${JSON.stringify([source, options]).slice(0, 400)}`)
    }
    try {
      const start = process.threadCpuUsage()
      const form = compile(source, options)
      const milliseconds = spent(start)
      const seen = seenIn(form)
      if (kind === 'validator' && seen.includes('refused')) continue
      for (const one of seen) answer.seen[one]++
      if (kind === 'form') {
        answer.times.push(milliseconds)
        formFaults(source, options).forEach(tell)
        continue
      }
      const started = process.threadCpuUsage()
      const built = validatorFaults(form.schema)
      answer.times.push(spent(started))
      answer.bytes.push(built.bytes)
      built.faults.forEach(tell)
    } catch (error) {
      tell(`throws ${error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' ') : ''}`)
    }
  }
  return answer
}

/** Processor time: other programs on the machine do not count. */
function spent(since: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(since)
  return (user + system) / 1_000
}

function seenIn({ schema, secrets, diagnostics }: CompiledForm): Seen[] {
  const text = JSON.stringify(schema)
  const seen: Seen[] = []
  if (text === '{"type":"object","properties":{}}') seen.push(diagnostics.some(isRefusal) ? 'refused' : 'fields')
  else seen.push('fields')
  if (text.includes('"oneOf":')) seen.push('unions')
  if (text.includes('"if":')) seen.push('conditions')
  if (text.includes('"type":"array"')) seen.push('lists')
  if (secrets.fields.length > 0) seen.push('secrets')
  return seen
}

function isRefusal({ rule }: { rule: string }): boolean {
  return rule === 'no-schema'
}

parentPort?.on('message', (job: FuzzJob) => parentPort?.postMessage(run(job)))
