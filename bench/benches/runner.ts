import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openGate } from '#egress/fixtures/open-gate.ts'
import { createRunner } from '#runner/create-runner.ts'
import type { Runner, RunnerLevel, RunResult } from '#runner/types.ts'
import { hasLevel } from '../../score/lab/walls/probe-level.ts'
import { descendantsOf } from '../../score/lab/walls/watch-tree.ts'
import { withFolder } from '../../score/lab/with-folder.ts'
import { writeLeakyConnector } from '../../score/lab/write-leaky-connector.ts'
import type { Measure } from '../../score/measure.ts'
import { percentile } from '../lab/percentile.ts'

const ROUNDS = 40
const CONNECTORS = 10
const CALLS = 100
/** Until a process started ahead has loaded its connector. */
const LOAD_MS = 250

/** What the process of its own costs: the same validate through the runner, and called as a function. */
const started = (level: RunnerLevel, { ahead, most }: { ahead: boolean; most: number }): Measure => ({
  id: `runner${ahead ? '-ahead' : ''}${level === 'process' ? '' : '-bwrap'}`,
  measure: `ms that a process of its own ${ahead ? 'started ahead ' : ''}adds to a validate at the level ${level} (p50)`,
  target: `≤ ${most}`,
  quick: false,
  async run() {
    if (!(await hasLevel(level))) return { skipped: `this machine does not have the level ${level}` }
    return withRunner({ connectors: 1, level }, async ({ runner, roots: [root = ''] }) => {
      const apart = await collectTimes(
        () => validate(runner, root),
        () => (ahead ? untilReady(runner, root) : undefined),
      )
      const memory = ahead ? await memoryOfOne(runner, root) : ''
      const within = await timesWithin(root)
      const bare = ahead
        ? ''
        : `; Node alone until its first line ${percentile(await collectTimes(startBare), 50).toFixed(1)} ms`
      const added = percentile(apart, 50) - percentile(within, 50)
      return {
        value: Number(added.toFixed(1)),
        ok: added <= most,
        details: [
          `p50 ${percentile(apart, 50).toFixed(1)} ms, p95 ${percentile(apart, 95).toFixed(1)} ms; called in this process p50 ${percentile(within, 50).toFixed(3)} ms; ${ROUNDS} rounds${memory}${bare}`,
        ],
      }
    })
  },
})

/** A hundred at once, of ten connectors of which one hangs: how long the others take, and whether they take turns. */
const crowd: Measure = {
  id: 'runner-crowd',
  measure: `ms until the last of ${CALLS} validates of ${CONNECTORS} connectors at once has its answer, while one of them hangs`,
  target: 'reported',
  quick: false,
  run: () =>
    withRunner({ connectors: CONNECTORS, level: 'process' }, async ({ runner, roots }) => {
      const began = performance.now()
      const calls = Array.from({ length: CALLS }, (_, n) => {
        const mine = n % CONNECTORS
        const done = validate(runner, roots[mine] ?? '', mine === 0 ? { mood: 'hang' } : {})
        return done.then(() => ({ mine, took: performance.now() - began }))
      })
      const ended = await Promise.all(calls)
      const times = ended.filter(({ mine }) => mine > 0)
      const all = times.map(({ took }) => took)
      const means = roots.slice(1).map((_, n) => {
        const own = times.filter(({ mine }) => mine === n + 1).map(({ took }) => took)
        return own.reduce((sum, took) => sum + took, 0) / own.length
      })
      return {
        value: Math.round(Math.max(...all)),
        ok: true,
        details: [
          `p50 ${Math.round(percentile(all, 50))} ms, p95 ${Math.round(percentile(all, 95))} ms; the connector that waits longest waits ${(Math.max(...means) / Math.min(...means)).toFixed(2)} times as long as the one that waits least`,
          `the one that hangs had its last answer after ${Math.round(Math.max(...ended.map(({ took }) => took)))} ms`,
        ],
      }
    }),
}

export const runner: readonly Measure[] = [
  started('process', { ahead: false, most: 45 }),
  started('process', { ahead: true, most: 5 }),
  started('bubblewrap', { ahead: false, most: 60 }),
  started('bubblewrap', { ahead: true, most: 5 }),
  crowd,
]

/** What no process of one's own can be faster than: this Node, with nothing in it. */
async function startBare(): Promise<void> {
  const child = spawn(process.execPath, ['-e', 'fs.writeSync(1, ".")'], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
}

interface Bench {
  runner: Runner
  roots: string[]
}

interface Wanted {
  connectors: number
  level: RunnerLevel
}

function withRunner<T>({ connectors, level }: Wanted, work: (bench: Bench) => Promise<T>): Promise<T> {
  return withFolder(async folder => {
    await writeLeakyConnector(folder, { quiet: true })
    const roots = Array.from({ length: connectors }, (_, n) => join(folder, `connector-${n}`))
    for (const root of roots) await cp(join(folder, 'leaky'), root, { recursive: true })
    const runner = await createRunner({
      gate: openGate([]),
      cacheDir: join(folder, 'cache'),
      mostLevel: level,
      leastLevel: level,
    })
    try {
      return await work({ runner, roots })
    } finally {
      await runner.close()
    }
  })
}

const INPUT = { url: 'https://depot.example.com', user: 'planner', password: 'a password', mood: 'good' }
const TYPE = ['auth', 'connection', 'login', 'v1']

async function validate(runner: Runner, root: string, input: { mood?: string } = {}): Promise<RunResult> {
  const result = await runner.run({
    root,
    folder: join(root, ...TYPE),
    operation: 'validate',
    input: { ...INPUT, ...input },
    options: { name: 'leaky-login', version: 'v1', service: 'leaky', reason: 'test', locale: 'en' },
    timeoutMs: input.mood === 'hang' ? 500 : 30_000,
    secrets: ['a password'],
  })
  if (!result.ok && input.mood === undefined) throw new Error(`the run failed: ${result.message}`)
  return result
}

async function untilReady(runner: Runner, root: string): Promise<void> {
  runner.prepare({ root, folder: join(root, ...TYPE) })
  await sleep(LOAD_MS)
}

/** What one process that waits holds for itself, and with its part of what it shares: the program of Node, above all. */
async function memoryOfOne(runner: Runner, root: string): Promise<string> {
  await untilReady(runner, root)
  const sizes = await Promise.all((await descendantsOf(process.pid)).map(sizeOf))
  const sum = (part: 'own' | 'share') => Math.round(sizes.reduce((total, size) => total + size[part], 0))
  return sizes.length === 0
    ? ''
    : `; one that waits holds ${sum('own')} MB of its own, ${sum('share')} MB with its part of what is shared`
}

/** In MB; 0 when it is gone. */
async function sizeOf(pid: number): Promise<{ own: number; share: number }> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  const sum = (name: RegExp) => [...rollup.matchAll(name)].reduce((total, [, kb]) => total + Number(kb) / 1024, 0)
  return { own: sum(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm), share: sum(/^Pss:\s+(\d+) kB$/gm) }
}

type Validate = (input: object, options: object, output: (error: unknown, value: unknown) => void) => void

function timesWithin(root: string): Promise<number[]> {
  const load = createRequire(join(root, 'index.js'))
  const { validate: call } = load(`./${join(...TYPE)}/index.js`) as { validate: Validate }
  return collectTimes(
    () => new Promise<void>((resolve, reject) => call(INPUT, {}, error => (error ? reject(error) : resolve()))),
  )
}

/** The first round warms both sides up and is not counted; what `before` does is not counted either. */
async function collectTimes(work: () => Promise<unknown>, before?: () => unknown): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    await before?.()
    const from = performance.now()
    await work()
    if (round > 0) times.push(performance.now() - from)
  }
  return times
}
