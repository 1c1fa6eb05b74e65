import { join } from 'node:path'
import { type ConformanceRow, readConformanceRows } from '../lab/oauth/conformance-rows.ts'
import { runNamedTests } from '../lab/oauth/run-named-tests.ts'
import { findChromium } from '../lab/open-browser.ts'
import type { Finding, Measure, Size } from '../measure.ts'

const ROOT = join(import.meta.dirname, '..', '..')
/** Fewer would mean that the table was not read. */
const LEAST_ROWS = 60

/** Family C: the conformance checklist of docs/contract/oauth.md §3, row by row. */
export const oauthConformance: readonly Measure[] = [
  {
    id: 'C-1',
    measure: 'rows of the OAuth checklist with a passing test that is named after them',
    target: '100 %',
    quick: true,
    run: size => judge(size, row => !row.isLast),
  },
  {
    id: 'C-1x',
    measure: 'the same for device flow, PAR, DPoP, mutual TLS, introspection and token exchange',
    target: '100 %, after everything else',
    quick: false,
    byHand: true,
    run: size => judge(size, row => row.isLast),
  },
]

async function judge(size: Size, belongs: (row: ConformanceRow) => boolean): Promise<Finding> {
  const all = await readConformanceRows(ROOT)
  if (all.length < LEAST_ROWS) throw new Error(`only ${all.length} rows of the checklist were found`)
  const rows = all.filter(belongs)
  const ids = rows.map(({ id }) => id)
  const browser = size === 'full' && findChromium() !== undefined
  const { passed, failed } = await runNamedTests({ root: ROOT, ids, browser })
  const missing = rows.filter(({ id }) => !passed.has(id))
  const tests = [...passed.values()].reduce((sum, titles) => sum + titles.length, 0)
  return {
    value: `${rows.length - missing.length} of ${rows.length} rows, by ${tests} tests`,
    ok: missing.length === 0 && failed.length === 0,
    details: [
      browser ? 'tests in the browser were run' : 'tests in the browser were counted by their names and not run',
      ...missing.map(({ id, duty }) => `no passing test: ${id} ${duty.slice(0, 90)}`),
      ...failed.map(title => `failed: ${title}`),
    ],
  }
}
