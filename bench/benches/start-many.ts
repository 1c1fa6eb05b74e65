import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Started, startServer } from '../../score/lab/start-server.ts'
import { withFolder } from '../../score/lab/with-folder.ts'
import type { Finding, Measure } from '../../score/measure.ts'

const CONNECTORS = 1000
const MOST_MS = 1000
const MOST_MB = 60
/** Until what is read after the first answer is read. */
const SETTLE_MS = 5000
const CODE = 'module.exports = { connect: (input, output) => output(null, { handle: input }) }\n'

export const startMany: Measure = {
  id: 'start-connectors',
  measure: `ms from the start to the first answer with ${CONNECTORS} connectors, and memory above a server with none`,
  target: `≤ ${MOST_MS} ms, ≤ ${MOST_MB} MB`,
  quick: false,
  run: () => withFolder(compare),
}

async function compare(folder: string): Promise<Finding> {
  const none = join(folder, 'none')
  const many = join(folder, 'many')
  await mkdir(none)
  for (let n = 0; n < CONNECTORS; n++) await writeConnector(join(many, 'data', 'connectors'), `many-${n}`)
  // The first start of a folder makes keys and tables; what is compared is the next one.
  for (const place of [none, many]) await (await startServer({ folder: place })).stop()
  const empty = await look(none)
  const full = await look(many)
  const grown = (full.bytes - empty.bytes) / 1_048_576
  return {
    value: `${Math.round(full.ms)} ms, ${grown.toFixed(0)} MB`,
    ok: full.ms <= MOST_MS && grown <= MOST_MB,
    details: [`with none: ${Math.round(empty.ms)} ms, ${Math.round(empty.bytes / 1_048_576)} MB resident`],
  }
}

async function look(folder: string): Promise<{ ms: number; bytes: number }> {
  const begun = performance.now()
  const server: Started = await startServer({ folder, env: { FLOW_LOG_LEVEL: 'warn' } })
  try {
    const answer = await fetch(`${server.url}/healthz`)
    await answer.text()
    const ms = performance.now() - begun
    await new Promise(resolve => setTimeout(resolve, SETTLE_MS))
    const status = await readFile(`/proc/${server.process.pid}/status`, 'utf8')
    return { ms, bytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024 }
  } finally {
    await server.stop()
  }
}

async function writeConnector(connectors: string, name: string): Promise<void> {
  const folder = join(connectors, name, 'auth', 'connection', `${name}-login`, 'v1')
  await mkdir(folder, { recursive: true })
  const manifest = { name, version: '1.0.0', main: 'index.js', flow: { service: name } }
  const input = { type: 'object', title: name, properties: { url: { type: 'string', title: 'URL', description: 'u' } } }
  const connection = {
    name: `${name}-login`,
    version: 'v1',
    label: name,
    auth_type: 'basic',
    input,
    output: { type: 'object' },
  }
  await writeFile(join(connectors, name, 'package.json'), JSON.stringify(manifest))
  await writeFile(
    join(connectors, name, 'index.js'),
    "module.exports = new (require('ptc-flow-sdk').Connector)(__dirname)\n",
  )
  await writeFile(join(folder, 'connection.json'), JSON.stringify(connection))
  await writeFile(join(folder, 'index.js'), CODE)
}
