import { gzipSync } from 'node:zlib'
import { buildValidator } from '#app/build-validator.ts'
import { compile } from '#schema/compile.ts'
import type { Measure } from '../../score/measure.ts'
import { percentile } from '../lab/percentile.ts'
import { readSchemas } from '../lab/read-schemas.ts'
import { OPTIONS } from './compile.ts'

const MOST_KB = 6

/** What a browser fetches to judge one form. */
export const validatorSize: Measure = {
  id: 'validator-size',
  measure: 'gzipped kB of the validator module of a form (p95)',
  target: `≤ ${MOST_KB}`,
  quick: true,
  async run() {
    const { source, schemas } = readSchemas()
    const sizes = schemas.map(schema => {
      const { schema: compiled } = compile(schema, OPTIONS)
      return gzipSync(buildValidator(compiled), { level: 9 }).length / 1000
    })
    const p95 = percentile(sizes, 95)
    return {
      value: Number(p95.toFixed(1)),
      ok: p95 <= MOST_KB,
      details: [
        `p50 ${percentile(sizes, 50).toFixed(1)}, largest ${Math.max(...sizes).toFixed(1)} kB; ${schemas.length} files of ${source}`,
      ],
    }
  },
}
