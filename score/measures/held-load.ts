import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'
import { fillServer } from '../lab/fill-server.ts'
import { type Started, startServer } from '../lab/start-server.ts'
import { withFolder } from '../lab/with-folder.ts'
import { writeLeakyConnector } from '../lab/write-leaky-connector.ts'
import type { Finding, Measure } from '../measure.ts'

/** `FLOW_SCORE_MINUTES` holds it shorter or longer. */
const MINUTES = Number(process.env['FLOW_SCORE_MINUTES'] ?? 10)
/** The share of the time after which the heap is first looked at: minute 2 of 10. */
const FIRST_LOOK = 0.2
const CONNECTIONS = 10
const KEYS = 60
const HANDLE = { url: 'https://depot.example.com', user: 'planner', password: 'a password of usual length' }
const MOST_P99_MS = 20
const MOST_GROWTH_MB = 5
const SAVES_SECONDS = 10
const SAVERS = 2
const MEGABYTE = 1_048_576

export const heldLoad: Measure = {
  id: 'R-7',
  measure: `reads/s over ${CONNECTIONS} connections held for ${MINUTES} min, with a save a second beside them; then saves/s`,
  target: `p99 ≤ ${MOST_P99_MS} ms, 0 errors, heap after collection at minute ${MINUTES * FIRST_LOOK} and ${MINUTES} within ${MOST_GROWTH_MB} MB`,
  quick: false,
  byHand: true,
  run: () => withFolder(hold),
}

async function hold(folder: string): Promise<Finding> {
  await writeLeakyConnector(join(folder, 'data', 'connectors'))
  const probe = ['--expose-gc', `--import=${import.meta.resolve('../lab/heap-probe.ts')}`]
  const server = await startServer({ folder, env: { FLOW_LOG_LEVEL: 'warn' }, flags: probe })
  try {
    const { id, keys, save } = await fillServer(server.url, { keys: KEYS, values: HANDLE })
    const seconds = MINUTES * 60
    const reading = read({ url: `${server.url}/api/v1/credentials/read`, id, keys }, seconds)
    const saving = saveWhile(save, reading)
    await sleep(seconds * FIRST_LOOK * 1000)
    const before = await heapOf(server)
    const result = await reading
    const saves = await saving
    const after = await heapOf(server)
    const savesPerSecond = await saveAtOnce(save)
    const errors = result.non2xx + result.errors + saves.failed
    const growth = (after - before) / MEGABYTE
    const p99 = result.latency.p99
    return {
      value: `${Math.round(result['2xx'] / result.duration)} reads/s at p99 ${p99} ms, ${savesPerSecond.toFixed(1)} saves/s, heap ${growth >= 0 ? '+' : ''}${growth.toFixed(1)} MB, ${errors} errors`,
      ok: p99 <= MOST_P99_MS && Math.abs(growth) <= MOST_GROWTH_MB && errors === 0,
      details: [
        `heap after collection ${(before / MEGABYTE).toFixed(1)} MB, then ${(after / MEGABYTE).toFixed(1)} MB`,
        `p50 ${result.latency.p50} ms, p99.9 ${result.latency.p99_9} ms, most ${result.latency.max} ms; ${result['2xx']} reads, ${saves.done} saves beside them`,
        ...(errors === 0 ? [] : [server.output().slice(-500)]),
      ],
    }
  } finally {
    await server.stop()
  }
}

function read({ url, id, keys }: { url: string; id: string; keys: readonly string[] }, seconds: number) {
  return autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    timeout: 5,
    requests: keys.map(key => ({
      method: 'POST' as const,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id }),
    })),
  })
}

/** A person's pace: one save a second, each with its test by the connector. */
async function saveWhile(save: (label: string) => Promise<void>, until: PromiseLike<unknown>) {
  const count = { done: 0, failed: 0 }
  let over = false
  void until.then(() => {
    over = true
  })
  while (!over) {
    await save(`Held_${count.done + count.failed}`).then(
      () => count.done++,
      () => count.failed++,
    )
    await sleep(1000)
  }
  return count
}

async function saveAtOnce(save: (label: string) => Promise<void>): Promise<number> {
  const end = Date.now() + SAVES_SECONDS * 1000
  let count = 0
  const work = async (name: string) => {
    for (let n = 0; Date.now() < end; n++) {
      await save(`${name}_${n}`)
      count++
    }
  }
  await Promise.all(Array.from({ length: SAVERS }, (_, n) => work(`Saver_${n}`)))
  return count / SAVES_SECONDS
}

async function heapOf({ process: child }: Started): Promise<number> {
  const answer = once(child, 'message')
  child.send({ heap: true })
  const [{ heap }] = (await answer) as [{ heap: number }]
  return heap
}
