import { join } from 'node:path'
import { type Started, startServer } from '../../score/lab/start-server.ts'
import { withFolder } from '../../score/lab/with-folder.ts'
import type { Finding, Measure } from '../../score/measure.ts'
import { compareInTurn } from '../lab/compare-in-turn.ts'
import { fillRows } from '../lab/fill-rows.ts'
import { load } from '../lab/load.ts'

/** `FLOW_BENCH_ROWS` makes the largest one smaller. */
const FEW = 100
const SOME = 10_000
const MANY = Number(process.env['FLOW_BENCH_ROWS'] ?? 1_000_000)
const KEYS = 20
/** Different rows that are read in turn; of few rows, so many different ones with a key each. */
const READ = 2000
const CONNECTIONS = 10
const SECONDS = 1.5
const ROUNDS = 5
const MOST = 1.2

export const storedRows: Measure = {
  id: 'credential-stored',
  measure: `how much longer a read takes with ${MANY} connections stored than with ${FEW}`,
  target: `≤ ${MOST} times`,
  quick: false,
  run: () => withFolder(compare),
}

async function compare(folder: string): Promise<Finding> {
  const started: Started[] = []
  try {
    const rateOf = async (rows: number) => {
      const place = join(folder, String(rows))
      const { ids, keys } = await fillRows(place, { rows, keys: KEYS })
      const server = await startServer({ folder: place, env: { FLOW_LOG_LEVEL: 'warn' } })
      started.push(server)
      const step = Math.max(1, Math.floor(ids.length / READ))
      const body = ids.filter((_, n) => n % step === 0).map(id => JSON.stringify({ id }))
      return () => load({ url: `${server.url}/api/v1/credentials/read`, body, keys, late: true }, CONNECTIONS, SECONDS)
    }
    const few = await rateOf(FEW)
    const some = await rateOf(SOME)
    const many = await rateOf(MANY)
    const found = await compareInTurn(few, many, ROUNDS)
    const between = await compareInTurn(few, some, ROUNDS)
    return {
      value: Number(found.ratio.toFixed(2)),
      ok: found.ratio <= MOST,
      details: [
        `${Math.round(found.ours.middle)}/s with ${FEW}, ${Math.round(found.theirs.middle)}/s with ${MANY}; with ${SOME} it takes ${between.ratio.toFixed(2)} times as long`,
        `${READ} different rows over ${CONNECTIONS} connections, middle of ${ROUNDS} rounds in turn`,
      ],
    }
  } finally {
    await Promise.all(started.map(one => one.stop()))
  }
}
