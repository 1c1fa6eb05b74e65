import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { makePageClient } from '../../score/lab/page-client.ts'
import { type Started, startProgram, startServer } from '../../score/lab/start-server.ts'
import { withFolder } from '../../score/lab/with-folder.ts'
import { writeLeakyConnector } from '../../score/lab/write-leaky-connector.ts'
import type { Finding, Measure } from '../../score/measure.ts'

const SECONDS = 6
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
    return one
  }
  try {
    await writeLeakyConnector(join(folder, 'data', 'connectors'))
    const ours = await start(startServer({ folder, env: { FLOW_LOG_LEVEL: 'warn' } }))
    const { id, keys } = await fill(ours.url)
    const bareArgs = [fileURLToPath(import.meta.resolve('../lab/bare-server.ts'))]
    const peer = (mode: string) =>
      startProgram([...bareArgs, mode, join(folder, `${mode}.db`), JSON.stringify(HANDLE), ...keys])
    const bare = await start(peer('bare'))
    const plain = await start(peer('plain'))
    const own = { url: `${ours.url}/api/v1/credentials/read`, id }
    const theirs = { url: bare.url, id: 'con_bare' }
    // Twice in turn, so that a slow moment of the machine does not count for one side only.
    const [ours1, bare1] = [await load(own, keys, connections), await load(theirs, keys, connections)]
    const [ours2, bare2] = [await load(own, keys, connections), await load(theirs, keys, connections)]
    const plainly = await load({ url: plain.url, id: 'con_bare' }, keys, connections)
    const ratio = (ours1 + ours2) / (bare1 + bare2)
    return {
      value: Number(ratio.toFixed(2)),
      ok: ratio >= target,
      details: [
        `ours ${Math.round((ours1 + ours2) / 2)}/s, bare with the same work ${Math.round((bare1 + bare2) / 2)}/s, bare without any work ${Math.round(plainly)}/s`,
      ],
    }
  } finally {
    for (const one of started) await one.stop()
  }
}

/** Saves one connection and makes the API keys. */
async function fill(url: string): Promise<{ id: string; keys: string[] }> {
  const page = makePageClient(url)
  await page.send('GET', '/api/page/session')
  const values = { ...HANDLE, mood: 'good' }
  const saved = await page.send('POST', '/api/page/connections', { type: 'leaky-login', label: 'Bench', values })
  if (saved.status !== 201) throw new Error(`the connection was not saved: ${saved.text}`)
  const keys: string[] = []
  for (let n = 0; n < KEYS; n++) {
    const made = await page.send('POST', '/api/page/keys', { name: `Key ${n}`, expiresInDays: null })
    keys.push((made.json() as { key: string }).key)
  }
  return { id: (saved.json() as { id: string }).id, keys }
}

/** Requests a second, every one of them answered with 200. */
async function load({ url, id }: { url: string; id: string }, keys: string[], connections: number): Promise<number> {
  const result = await autocannon({
    url,
    connections,
    duration: SECONDS,
    requests: keys.map(key => ({
      method: 'POST' as const,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id }),
    })),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refusals and ${result.errors} errors at ${url}`)
  return result.requests.average
}
