import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fillServer } from '../../score/lab/fill-server.ts'
import { type Started, startProgram, startServer } from '../../score/lab/start-server.ts'
import { withFolder } from '../../score/lab/with-folder.ts'
import { writeLeakyConnector } from '../../score/lab/write-leaky-connector.ts'
import type { Finding, Measure } from '../../score/measure.ts'
import { compareInTurn } from '../lab/compare-in-turn.ts'
import { load } from '../lab/load.ts'

/** Short rounds and many: what else this machine does then meets both sides alike. */
const SECONDS = 1.5
const ROUNDS = 9
/** One key alone would meet the limit of requests a second and key. */
const KEYS = 60
const HANDLE = { url: 'https://depot.example.com', user: 'planner', password: 'a password of usual length' }

/** Reading a connection's handle with an API key, at so many connections, against the least that must be done for it. */
export function credentialRead(connections: number, target: number): Measure {
  return {
    id: `credential-read-${connections}`,
    measure: `credentials/s at ${connections} connections, as a share of a bare server that does the same work`,
    target: `≥ ${target}`,
    quick: false,
    run: () => withFolder(folder => compare(folder, connections, target)),
  }
}

async function compare(folder: string, connections: number, target: number): Promise<Finding> {
  const started: Started[] = []
  const start = async (starting: Promise<Started>) => {
    const one = await starting
    started.push(one)
    return one.url
  }
  try {
    await writeLeakyConnector(join(folder, 'data', 'connectors'))
    const url = await start(startServer({ folder, env: { FLOW_LOG_LEVEL: 'warn' } }))
    const { id, keys } = await fillServer(url, { keys: KEYS, values: HANDLE })
    const bareArgs = [fileURLToPath(import.meta.resolve('../lab/bare-server.ts'))]
    const peer = (mode: string) =>
      start(startProgram([...bareArgs, mode, join(folder, `${mode}.db`), JSON.stringify(HANDLE), ...keys]))
    const rate = (at: string, name: string) => () =>
      load({ url: at, body: JSON.stringify({ id: name }), keys }, connections, SECONDS)
    const bare = rate(await peer('bare'), 'con_bare')
    const plain = rate(await peer('plain'), 'con_bare')
    const found = await compareInTurn(rate(`${url}/api/v1/credentials/read`, id), bare, ROUNDS)
    const [least, most] = found.range.map(share => share.toFixed(2))
    return {
      value: Number(found.ratio.toFixed(2)),
      ok: found.ratio >= target,
      details: [
        `ours ${Math.round(found.ours.middle)}/s, bare with the same work ${Math.round(found.theirs.middle)}/s, bare without any work ${Math.round(await plain())}/s`,
        `middle of ${ROUNDS} rounds in turn, each between ${least} and ${most}`,
      ],
    }
  } finally {
    await Promise.all(started.map(one => one.stop()))
  }
}
