import { runQuirks } from '../lab/oauth/run-quirks.ts'
import type { Measure } from '../measure.ts'

const COMBINATIONS = { quick: 30, full: 500 }
const SEED = 'quirks-1'
const MOST_DETAILS = 30

export const oauthQuirks: Measure = {
  id: 'C-2',
  measure: 'quirks of authorization servers at which a login connects and renews, and fails without the key for it',
  target: `all, alone and in ${COMBINATIONS.full} combinations (quick: ${COMBINATIONS.quick})`,
  quick: true,
  async run(size) {
    const { rows, combinations, cases, removals, keys, faults } = await runQuirks(COMBINATIONS[size], SEED)
    return {
      value: `${faults.length} faults in ${rows} quirks and ${combinations} combinations (seed ${SEED})`,
      ok: faults.length === 0,
      details: [
        `${cases} logins, ${removals} of them with a key taken away; ${keys} keys of oauth2_ext are each missed`,
        ...faults.slice(0, MOST_DETAILS),
      ],
    }
  },
}
