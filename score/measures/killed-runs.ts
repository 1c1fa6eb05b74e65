import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openGate } from '#egress/fixtures/open-gate.ts'
import { createRunner } from '#runner/create-runner.ts'
import type { Runner } from '#runner/types.ts'
import { descendantsOf } from '../lab/walls/watch-tree.ts'
import { withFolder } from '../lab/with-folder.ts'
import { writeLeakyConnector } from '../lab/write-leaky-connector.ts'
import type { Finding, Measure, Size } from '../measure.ts'

const RUNS = { quick: 60, full: 10_000 }
const SEED = 20_260_302
/** Callers at once. */
const CALLERS = 8
/** A run that has no answer by then hangs: its limit, grace, and a slow machine. */
const HUNG_MS = 60_000
/** From one kill to the next, at most. */
const PAUSE_MS = 250
const MOODS = ['good', 'good', 'good', 'refuse', 'throw', 'exit', 'hang']

export const killedRuns: Measure = {
  id: 'K-2',
  measure: 'callers left hanging / processes, files and descriptors left, by runs whose processes are killed at random',
  target: `0 / 0 (${RUNS.full} runs; quick: ${RUNS.quick})`,
  quick: true,
  async run(size) {
    if (process.platform !== 'linux') return { skipped: 'the processes are found in /proc' }
    return withFolder(folder => killAll(folder, size))
  },
}

async function killAll(folder: string, size: Size): Promise<Finding> {
  await writeLeakyConnector(folder, { quiet: true })
  const root = join(folder, 'leaky')
  const random = makeRandom(SEED)
  const before = await openThings()
  const runner = await createRunner({
    cacheDir: join(folder, 'cache'),
    gate: openGate([]),
    requireSigusr1Disabled: false,
  })
  const seen = { answered: 0, hung: 0, killed: 0, outcomes: new Map<string, number>() }
  const over = { value: false }
  const killing = kill(random, over, seen)
  let left = RUNS[size]
  const call = async () => {
    while (left-- > 0) {
      if (random() < 0.2) runner.prepare({ root, folder: join(root, 'auth', 'connection', 'login', 'v1') })
      const mood = MOODS[Math.floor(random() * MOODS.length)] ?? 'good'
      const outcome = await Promise.race([runOnce(runner, root, mood), sleep(HUNG_MS, 'hung', { ref: false })])
      if (outcome === 'hung') seen.hung++
      else seen.answered++
      seen.outcomes.set(outcome, (seen.outcomes.get(outcome) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, call))
  over.value = true
  await killing
  await runner.close()
  await sleep(300)
  const rest = leftOver(before, await openThings())
  return {
    value: `${seen.hung} / ${rest.length}`,
    ok: seen.hung === 0 && rest.length === 0 && seen.answered === RUNS[size] && seen.killed > 0,
    details: [
      ...rest.slice(0, 20),
      `level ${runner.level}, seed ${SEED}; ${seen.answered} answers, ${seen.killed} processes killed; ${[...seen.outcomes].map(([name, count]) => `${name} ${count}`).join(', ')}`,
    ],
  }
}

async function runOnce(runner: Runner, root: string, mood: string): Promise<string> {
  const result = await runner.run({
    root,
    folder: join(root, 'auth', 'connection', 'login', 'v1'),
    operation: 'validate',
    input: { url: 'https://depot.example.com', user: 'planner', password: 'a password', mood },
    options: { name: 'leaky-login', version: 'v1', service: 'leaky', reason: 'test', locale: 'en' },
    timeoutMs: mood === 'hang' ? 100 : 30_000,
    secrets: ['a password'],
  })
  return result.ok ? 'ok' : result.outcome
}

/** Ends one process below this one, whichever it is, again and again. */
async function kill(random: () => number, over: { value: boolean }, seen: { killed: number }): Promise<void> {
  while (!over.value) {
    await sleep(random() * PAUSE_MS)
    const below = await descendantsOf(process.pid)
    const victim = below[Math.floor(random() * below.length)]
    if (victim === undefined) continue
    try {
      process.kill(victim, 'SIGKILL')
      seen.killed++
    } catch (error) {
      // It ended by itself in between.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }
}

interface OpenThings {
  processes: number
  descriptors: number
  files: string[]
}

async function openThings(): Promise<OpenThings> {
  const files = (await readdir(tmpdir())).filter(name => name.startsWith('flow-pair-'))
  const descriptors = (await readdir('/proc/self/fd')).length
  return { processes: (await descendantsOf(process.pid)).length, descriptors, files }
}

function leftOver(before: OpenThings, after: OpenThings): string[] {
  return [
    ...Array.from({ length: Math.max(0, after.processes - before.processes) }, () => 'a process is left'),
    ...Array.from({ length: Math.max(0, after.descriptors - before.descriptors) }, () => 'a descriptor is left open'),
    ...after.files.filter(name => !before.files.includes(name)).map(name => `${name} is left`),
  ]
}

/** The same row of numbers for the same seed (mulberry32). */
function makeRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
