import { runClassicQuirks } from '../lab/oauth/run-classic-quirks.ts'
import { runQuirks } from '../lab/oauth/run-quirks.ts'
import type { Measure } from '../measure.ts'

const COMBINATIONS = { quick: 30, full: 500 }
const CLASSIC_COMBINATIONS = { quick: 5, full: 60 }
const SEED = 'quirks-1'
const MOST_DETAILS = 30

export const oauthQuirks: Measure = {
  id: 'C-2',
  measure: 'quirks of authorization servers at which a login connects and renews, and fails without the key for it',
  target: `all, alone and in ${COMBINATIONS.full} combinations (quick: ${COMBINATIONS.quick})`,
  quick: true,
  async run(size) {
    const modern = await runQuirks(COMBINATIONS[size], SEED)
    const classic = await runClassicQuirks(CLASSIC_COMBINATIONS[size], SEED)
    const faults = [...modern.faults, ...classic.faults]
    const { rows, combinations, cases, removals, keys } = modern
    return {
      value: `${faults.length} faults in ${rows + classic.rows} quirks and ${combinations + classic.combinations} combinations (seed ${SEED})`,
      ok: faults.length === 0,
      details: [
        `OAuth 2: ${rows} quirks, ${combinations} combinations, ${cases} logins, ${removals} of them with a key taken away; ${keys} keys of oauth2_ext are each missed`,
        `OAuth 1: ${classic.rows} quirks, ${classic.combinations} combinations, ${classic.cases} logins, ${classic.removals} of them with a key taken away`,
        ...faults.slice(0, MOST_DETAILS),
      ],
    }
  },
}
