import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Started, startProgram, startServer } from '../../score/lab/start-server.ts'
import { withDatabase } from '../../score/lab/with-database.ts'
import { withFolder } from '../../score/lab/with-folder.ts'
import type { Finding, Measure } from '../../score/measure.ts'
import { compareInTurn } from '../lab/compare-in-turn.ts'
import { fillRows } from '../lab/fill-rows.ts'
import { load } from '../lab/load.ts'

const ROWS = 1000
const KEYS = 20
const CONNECTIONS = 100
const SECONDS = 1.5
const ROUNDS = 5
const TARGET = 0.5
/** Servers on one database. */
const PROCESSES = [1, 2, 4]
const BARE = fileURLToPath(import.meta.resolve('../lab/bare-postgres.ts'))

export const postgresRead: Measure = {
  id: 'credential-postgres',
  measure: `credentials/s on PostgreSQL at ${CONNECTIONS} connections, as a share of a bare server with one named query`,
  target: `≥ ${TARGET}`,
  quick: false,
  run: () =>
    withDatabase('PostgreSQL', async newDatabase => {
      const url = (await newDatabase()) ?? ''
      return withFolder(folder => compare(folder, url))
    }),
}

async function compare(folder: string, databaseUrl: string): Promise<Finding> {
  const started: Started[] = []
  const start = async (starting: Promise<Started>) => {
    const one = await starting
    started.push(one)
    return one.url
  }
  const env = { FLOW_LOG_LEVEL: 'warn', FLOW_DATABASE_URL: databaseUrl, FLOW_KEY_FILE: join(folder, 'instance.key') }
  try {
    const { ids, keys } = await fillRows(folder, { rows: ROWS, keys: KEYS, databaseUrl })
    const body = ids.map(id => JSON.stringify({ id }))
    const parts = new URL(databaseUrl).searchParams
    const schema = /search_path=(\w+)/.exec(parts.get('options') ?? '')?.[1] ?? ''
    const bare = await start(startProgram([BARE, parts.get('host') ?? '', schema]))
    const urls: string[] = []
    const node = async () => urls.push(await start(startServer({ folder: join(folder, `node${urls.length}`), env })))
    await node()
    const path = '/api/v1/credentials/read'
    const ours = () => load({ url: `${urls[0]}${path}`, body, keys }, CONNECTIONS, SECONDS)
    const found = await compareInTurn(ours, () => load({ url: bare, body, keys }, CONNECTIONS, SECONDS), ROUNDS)
    const scale: string[] = []
    for (const count of PROCESSES) {
      while (urls.length < count) await node()
      const share = Math.ceil(CONNECTIONS / count)
      const rates = await Promise.all(urls.map(url => load({ url: url + path, body, keys }, share, SECONDS)))
      scale.push(`${count}: ${Math.round(rates.reduce((sum, rate) => sum + rate, 0))}/s`)
    }
    return {
      value: Number(found.ratio.toFixed(2)),
      ok: found.ratio >= TARGET,
      details: [
        `ours ${Math.round(found.ours.middle)}/s, bare ${Math.round(found.theirs.middle)}/s, middle of ${ROUNDS} rounds in turn`,
        `processes on one database, all on this machine: ${scale.join(', ')}`,
      ],
    }
  } finally {
    await Promise.all(started.map(one => one.stop()))
  }
}
