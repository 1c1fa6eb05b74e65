import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '#shared/json.ts'
import { PLAIN_SCHEMA } from './bench-schemas.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** Connection schemas: those of `FLOW_CORPUS` when it names a file, else the ones that lie here. */
export function readSchemas(): { source: string; schemas: JsonObject[] } {
  const file = process.env['FLOW_CORPUS'] ?? ''
  if (existsSync(file)) {
    const entries = JSON.parse(readFileSync(file, 'utf8')) as { schema: JsonObject }[]
    return { source: 'FLOW_CORPUS', schemas: entries.map(({ schema }) => schema) }
  }
  const samples = globSync('examples/connectors/*/auth/connection/*/*/connection.json', { cwd: ROOT })
  const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as JsonObject
  return {
    source: 'the samples and the form of form-js (FLOW_CORPUS names no file)',
    schemas: [...samples.map(read), PLAIN_SCHEMA],
  }
}
