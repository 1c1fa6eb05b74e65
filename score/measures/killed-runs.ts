import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openGate } from '#egress/fixtures/open-gate.ts'
import { createRunner } from '#runner/create-runner.ts'
import type { Runner } from '#runner/types.ts'
import { leftOver, openThings } from '../lab/killed/open-things.ts'
import { MOODS, writeRestlessConnector } from '../lab/killed/write-restless-connector.ts'
import { type Dice, makeDice } from '../lab/verdict/make-dice.ts'
import { descendantsOf } from '../lab/walls/watch-tree.ts'
import { withFolder } from '../lab/with-folder.ts'
import type { Finding, Measure, Size } from '../measure.ts'

/** `FLOW_SCORE_RUNS` asks for another number. */
const RUNS = { quick: 60, full: 10_000 }
const SEED = 'K-2'
/** So many connectors that every place of the runner is used. */
const CONNECTORS = 4
/** Callers at once. */
const CALLERS = 12
/** A run that has no answer by then hangs: its limit, grace, and a slow machine. */
const HUNG_MS = 60_000
/** From one kill to the next, at most. */
const PAUSE_MS = 250
/** Of runs that wait for nothing. */
const SHORT_MS = 100

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

interface Seen {
  answered: number
  hung: number
  killed: number
  outcomes: Map<string, number>
}

async function killAll(folder: string, size: Size): Promise<Finding> {
  const roots = Array.from({ length: CONNECTORS }, (_, n) => join(folder, `restless-${n}`))
  await Promise.all(roots.map(writeRestlessConnector))
  const server = await startServer()
  const before = await openThings(folder)
  const gate = openGate([`localhost:${server.port}`])
  const runner = await createRunner({ cacheDir: join(folder, 'cache'), gate, requireSigusr1Disabled: false })
  const runs = Number(process.env['FLOW_SCORE_RUNS'] ?? RUNS[size])
  const began = performance.now()
  const seen: Seen = { answered: 0, hung: 0, killed: 0, outcomes: new Map() }
  const dice = makeDice(SEED)
  const over = { value: false }
  const killing = kill(dice, over, seen)
  let left = runs
  const call = async () => {
    while (left-- > 0) {
      const root = dice.pick(roots)
      if (dice.oneIn(5)) runner.prepare({ root, folder: root })
      const mood = dice.pick(MOODS)
      const run = runOnce(runner, root, { mood, port: server.port })
      const outcome = await Promise.race([run, sleep(HUNG_MS, 'hung', { ref: false })])
      if (outcome === 'hung') seen.hung++
      else seen.answered++
      seen.outcomes.set(outcome, (seen.outcomes.get(outcome) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, call))
  const seconds = Math.round((performance.now() - began) / 1000)
  over.value = true
  await killing
  const { level } = runner
  await runner.close()
  await server.close()
  await sleep(1500)
  const rest = leftOver(before, await openThings(folder))
  return {
    value: `${seen.hung} / ${rest.length}`,
    ok: seen.hung === 0 && rest.length === 0 && seen.answered === runs && seen.killed > 0,
    details: [
      ...rest.slice(0, 20),
      `level ${level}, seed ${SEED}; ${seen.answered} answers in ${seconds} s, ${seen.killed} processes killed; ${[...seen.outcomes].map(([name, count]) => `${name} ${count}`).join(', ')}`,
    ],
  }
}

async function runOnce(runner: Runner, root: string, input: { mood: string; port: number }): Promise<string> {
  const waits = input.mood === 'hang' || input.mood === 'wait'
  const result = await runner.run({
    root,
    folder: root,
    operation: 'validate',
    input,
    options: { name: 'restless', version: 'v1', service: 'restless', reason: 'test', locale: 'en' },
    timeoutMs: waits ? SHORT_MS : 30_000,
    secrets: [],
  })
  return result.ok ? 'ok' : result.outcome
}

/** Ends one process below this one, whichever it is, again and again. */
async function kill(dice: Dice, over: { value: boolean }, seen: Seen): Promise<void> {
  while (!over.value) {
    await sleep(dice.below(PAUSE_MS))
    const below = await descendantsOf(process.pid)
    if (below.length === 0) continue
    const victim = dice.pick(below)
    try {
      process.kill(victim, 'SIGKILL')
      seen.killed++
    } catch (error) {
      // It ended by itself in between.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }
}

/** Greets whoever says nothing, and never hangs up. */
async function startServer(): Promise<{ port: number; close(): Promise<void> }> {
  const open = new Set<{ destroy(): unknown }>()
  const server = createServer({ allowHalfOpen: true }, socket => {
    open.add(socket)
    socket.on('error', () => undefined).on('close', () => open.delete(socket))
    const greeting = setTimeout(() => socket.write('hello'), 20)
    socket.once('data', () => clearTimeout(greeting))
    socket.once('close', () => clearTimeout(greeting))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
