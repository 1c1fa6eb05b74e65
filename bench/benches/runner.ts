import { createRequire } from 'node:module'
import { join } from 'node:path'
import { openGate } from '#egress/fixtures/open-gate.ts'
import { createRunner } from '#runner/create-runner.ts'
import { withFolder } from '../../score/lab/with-folder.ts'
import { writeLeakyConnector } from '../../score/lab/write-leaky-connector.ts'
import type { Measure } from '../../score/measure.ts'
import { percentile } from '../lab/percentile.ts'

const ROUNDS = 40

/** What the process of its own costs: the same validate through the runner, and called as a function. */
export const runner: Measure = {
  id: 'runner',
  measure: 'ms a validate takes in a process of its own (p50)',
  target: 'reported',
  quick: false,
  run: () =>
    withFolder(async folder => {
      await writeLeakyConnector(folder, { quiet: true })
      const root = join(folder, 'leaky')
      const apart = await timesApart(folder, root)
      const within = await timesWithin(root)
      return {
        value: Number(percentile(apart, 50).toFixed(1)),
        ok: true,
        details: [
          `p95 ${percentile(apart, 95).toFixed(1)} ms; called in this process p50 ${percentile(within, 50).toFixed(3)} ms; ${ROUNDS} rounds`,
        ],
      }
    }),
}

const INPUT = { url: 'https://depot.example.com', user: 'planner', password: 'a password', mood: 'good' }

async function timesApart(folder: string, root: string): Promise<number[]> {
  const runner = await createRunner({ gate: openGate([]), cacheDir: join(folder, 'cache') })
  try {
    return await collectTimes(async () => {
      const result = await runner.run({
        root,
        folder: join(root, 'auth', 'connection', 'login', 'v1'),
        operation: 'validate',
        input: INPUT,
        options: { name: 'leaky-login', version: 'v1', service: 'leaky', reason: 'test', locale: 'en' },
        timeoutMs: 30_000,
        secrets: ['a password'],
      })
      if (!result.ok) throw new Error(`the run failed: ${result.message}`)
    })
  } finally {
    await runner.close()
  }
}

type Validate = (input: object, options: object, output: (error: unknown, value: unknown) => void) => void

function timesWithin(root: string): Promise<number[]> {
  const load = createRequire(join(root, 'index.js'))
  const { validate } = load('./auth/connection/login/v1/index.js') as { validate: Validate }
  return collectTimes(
    () => new Promise((resolve, reject) => validate(INPUT, {}, error => (error ? reject(error) : resolve()))),
  )
}

/** The first round warms both sides up and is not counted. */
async function collectTimes(work: () => Promise<void>): Promise<number[]> {
  await work()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now()
    await work()
    times.push(performance.now() - from)
  }
  return times
}
