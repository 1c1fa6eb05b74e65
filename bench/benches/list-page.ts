import { join } from 'node:path'
import { writeDepot } from '#server/fixtures/depot-connector.ts'
import { makePageClient } from '../../score/lab/page-client.ts'
import { startServer } from '../../score/lab/start-server.ts'
import { withFolder } from '../../score/lab/with-folder.ts'
import type { Finding, Measure } from '../../score/measure.ts'
import { fillRows } from '../lab/fill-rows.ts'
import { percentile } from '../lab/percentile.ts'

const ROWS = 10_000
const ROUNDS = 3
const MOST_MS = 50

/** The page searches in what it has read; what it waits for is each of these answers. */
export const listPage: Measure = {
  id: 'list-page',
  measure: `ms of one answer of the list of ${ROWS} connections, p95`,
  target: `≤ ${MOST_MS}`,
  quick: false,
  run: () => withFolder(list),
}

async function list(folder: string): Promise<Finding> {
  await writeDepot(join(folder, 'data', 'connectors', 'depot'))
  await fillRows(folder, { rows: ROWS })
  const server = await startServer({ folder, env: { FLOW_LOG_LEVEL: 'warn' } })
  try {
    const page = makePageClient(server.url)
    await page.send('GET', '/api/page/session')
    await readAll(page)
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) times.push(...(await readAll(page)))
    const p95 = percentile(times, 95)
    return {
      value: Number(p95.toFixed(1)),
      ok: p95 <= MOST_MS,
      details: [`p50 ${percentile(times, 50).toFixed(1)} ms over ${times.length} answers of 200 entries each`],
    }
  } finally {
    await server.stop()
  }
}

/** Ms of each answer. */
async function readAll(page: ReturnType<typeof makePageClient>): Promise<number[]> {
  const times: number[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const begun = performance.now()
    const answer = await page.send('GET', `/api/page/accounts?limit=200&cursor=${encodeURIComponent(cursor)}`)
    times.push(performance.now() - begun)
    if (answer.status !== 200) throw new Error(`the list was refused: ${answer.text}`)
    cursor = (answer.json() as { next: string | null }).next
  }
  return times
}
