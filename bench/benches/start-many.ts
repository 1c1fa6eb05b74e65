import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startServer } from '../../score/lab/start-server.ts'
import { withFolder } from '../../score/lab/with-folder.ts'
import type { Finding, Measure } from '../../score/measure.ts'
import { installPackage } from '../../src/cli/fixtures/install-package.ts'
import { median } from '../lab/compare-in-turn.ts'

const CONNECTORS = 1000
const MOST_MS = 1000
const MOST_MB = 60
const MEGABYTE = 1_048_576
const STARTS = 3
/** Until what is read after the first answer is read. */
const SETTLE_MS = 5000
const CODE = 'module.exports = { connect: (input, output) => output(null, { handle: input }) }\n'

export const startMany: Measure = {
  id: 'start-connectors',
  measure: `ms from the start of the installed package to the first answer with ${CONNECTORS} connectors (median of ${STARTS}), and memory above a server with none`,
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
  const installed = await installPackage()
  try {
    const program = join(installed.path, 'bin', 'flow.js')
    // The first one fills Node's cache of compiled modules.
    await look(none, program)
    const empty = await look(none, program)
    const full = await look(many, program)
    const [emptyClone, fullClone] = [await look(none), await look(many)]
    const grown = (full.bytes - empty.bytes) / MEGABYTE
    return {
      value: `${Math.round(full.ms)} ms, ${grown.toFixed(0)} MB`,
      ok: full.ms <= MOST_MS && grown <= MOST_MB,
      details: [
        `installed, with none: ${describe(empty)}`,
        `in a clone: ${describe(fullClone)}; with none ${describe(emptyClone)}`,
      ],
    }
  } finally {
    await installed.remove()
  }
}

interface Look {
  ms: number
  bytes: number
}

function describe({ ms, bytes }: Look): string {
  return `${Math.round(ms)} ms, ${Math.round(bytes / MEGABYTE)} MB resident`
}

/** The middle of some starts, one after the other. */
async function look(folder: string, program?: string): Promise<Look> {
  const looks: Look[] = []
  for (let n = 0; n < STARTS; n++) looks.push(await lookOnce(folder, program))
  return { ms: median(looks.map(({ ms }) => ms)), bytes: median(looks.map(({ bytes }) => bytes)) }
}

async function lookOnce(folder: string, program: string | undefined): Promise<Look> {
  const begun = performance.now()
  const server = await startServer({ folder, env: { FLOW_LOG_LEVEL: 'warn' }, ...(program ? { program } : {}) })
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
