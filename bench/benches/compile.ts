import { compile } from '#schema/compile.ts'
import type { CompileOptions } from '#schema/types.ts'
import type { JsonObject } from '#shared/json.ts'
import type { Measure } from '../../score/measure.ts'
import { median } from '../lab/compare-in-turn.ts'
import { percentile } from '../lab/percentile.ts'
import { readSchemas } from '../lab/read-schemas.ts'

const ROUNDS = 15
const MOST_MS = 5
export const OPTIONS: CompileOptions = { texts: { service: '', chain: ['en'], bundles: {} }, profile: 'installed' }

/** From a parsed connection.json to its form; for each file the middle of some rounds. */
export const compileTime: Measure = {
  id: 'compile',
  measure: 'ms to compile a connection.json (p95)',
  target: `≤ ${MOST_MS}`,
  quick: true,
  async run() {
    const { source, schemas } = readSchemas()
    // All are compiled in turn, so that none profits from being the one just run.
    const rounds = Array.from({ length: ROUNDS + 1 }, () => schemas.map(timeOf)).slice(1)
    const times = schemas.map((_, i) => median(rounds.map(round => round[i] ?? Number.NaN)))
    const p95 = percentile(times, 95)
    return {
      value: Number(p95.toFixed(2)),
      ok: p95 <= MOST_MS,
      details: [
        `p50 ${percentile(times, 50).toFixed(2)}, longest ${Math.max(...times).toFixed(2)} ms; ${schemas.length} files of ${source}, middle of ${ROUNDS} rounds each`,
      ],
    }
  },
}

function timeOf(schema: JsonObject): number {
  const from = performance.now()
  compile(schema, OPTIONS)
  return performance.now() - from
}
