import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { OUTAGES } from '../lab/refresh/outages.ts'
import { type OutageResult, runOutage } from '../lab/refresh/run-outage.ts'
import { withFolder } from '../lab/with-folder.ts'
import type { Finding, Measure, Size } from '../measure.ts'

/** The clock is simulated: an hour takes seconds. */
const OUTAGE_MS = { quick: 20 * 60_000, full: 3_600_000 }
const RECOVERY_S = 120

export const providerOutage: Measure = {
  id: 'R-6',
  measure: `logins sent to a new sign-in by ${OUTAGES.length} kinds of outage, and seconds to recover`,
  target: `0, and ≤ ${RECOVERY_S} s after an hour (quick: after 20 minutes)`,
  quick: true,
  run: size => withFolder(folder => runAll(folder, size)),
}

async function runAll(folder: string, size: Size): Promise<Finding> {
  const results = await Promise.all(
    OUTAGES.map(async outage => runOutage(await mkdtemp(join(folder, 'outage-')), outage, OUTAGE_MS[size])),
  )
  const done = results.filter(result => result !== undefined)
  const needing = done.reduce((sum, result) => sum + result.needing, 0)
  const deserted = done.reduce((sum, result) => sum + result.deserted, 0)
  const slowest = Math.max(...done.map(({ recoveredIn = Number.POSITIVE_INFINITY }) => recoveredIn))
  return {
    value: `${needing} of ${done.length * 10} logins, ${slowest} s`,
    ok: needing === 0 && deserted === 0 && slowest <= RECOVERY_S && done.every(({ faults }) => faults.length === 0),
    details: [
      `simulated clock, on SQLite. ${deserted} callers were refused while their token lived`,
      ...OUTAGES.map(({ name }, n) => `${name}: ${describe(results[n])}`),
    ],
  }
}

function describe(result: OutageResult | undefined): string {
  if (!result) return 'skipped: no openssl'
  const { recoveredIn, calls, needing, faults } = result
  const after = recoveredIn === undefined ? 'not fresh after ten minutes' : `fresh after ${recoveredIn} s`
  return [`${calls} requests arrived meanwhile, ${after}`, needing > 0 ? `${needing} need a reconnect` : '', ...faults]
    .filter(text => text !== '')
    .join('; ')
}
