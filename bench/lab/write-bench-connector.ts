import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BENCH_SCHEMAS } from './bench-schemas.ts'

const CODE = "'use strict'\nmodule.exports = { connect(input, output) { output(null, { handle: input }) } }\n"

/** Writes a connector with one connection type for each form of the benchmarks. */
export async function writeBenchConnector(connectors: string): Promise<void> {
  const root = join(connectors, 'bench')
  await mkdir(root, { recursive: true })
  const manifest = { name: 'bench-connector', version: '1.0.0', main: 'index.js', flow: { service: 'bench' } }
  await writeFile(join(root, 'package.json'), JSON.stringify(manifest))
  await writeFile(join(root, 'index.js'), "module.exports = new (require('ptc-flow-sdk').Connector)(__dirname)\n")
  for (const [name, input] of Object.entries(BENCH_SCHEMAS)) {
    const folder = join(root, 'auth', 'connection', name, 'v1')
    await mkdir(folder, { recursive: true })
    const file = { name, version: 'v1', label: name, auth_type: 'basic', input, output: { type: 'object' } }
    await writeFile(join(folder, 'connection.json'), JSON.stringify(file))
    await writeFile(join(folder, 'index.js'), CODE)
  }
}
