import { createRequire } from 'node:module'
import type { Json } from '#shared/json.ts'
import { type Compared, compareEntry } from '../lab/catalogue/compare-entry.ts'
import { openGrantRequests } from '../lab/catalogue/grant-requests.ts'
import { UNEXPRESSED } from '../lab/catalogue/unexpressed.ts'
import type { Measure } from '../measure.ts'

const LEAST_SHARE = 95
/** Fewer would mean that the catalogue was not read. */
const LEAST_ENTRIES = 180

/** How much of a real catalogue a config.json can say, without a line of code (oauth.md §6, §14). */
export const catalogueShare: Measure = {
  id: 'C-4',
  measure: 'OAuth 2 providers of the catalogue of grant whose requests a config.json says, as its own code sends them',
  target: `at least ${LEAST_SHARE} %, the rest explained`,
  quick: true,
  async run() {
    const require = createRequire(import.meta.url)
    const catalogue = require('grant/config/oauth.json') as Record<string, Record<string, Json>>
    const entries = Object.entries(catalogue).filter(([, { oauth }]) => oauth === 2)
    const grant = await openGrantRequests()
    const all: Compared[] = []
    try {
      for (const [name, entry] of entries) all.push(await compareEntry(name, entry, grant))
    } finally {
      await grant.close()
    }
    const good = all.filter(one => one.loads && one.open.length === 0 && one.differences.length === 0)
    const odd = all.filter(one => !good.includes(one))
    const unexplained = odd.filter(({ name }) => !Object.hasOwn(UNEXPRESSED, name))
    const outdated = Object.keys(UNEXPRESSED).filter(name => !odd.some(one => one.name === name))
    const share = (100 * good.length) / all.length
    return {
      value: `${share.toFixed(1)} % (${good.length} of ${all.length})`,
      ok: share >= LEAST_SHARE && all.length >= LEAST_ENTRIES && unexplained.length === 0 && outdated.length === 0,
      details: [
        `${all.filter(one => one.loads).length} of ${all.length} drafts load, ${all.filter(one => one.open.length === 0).length} are complete by their own word`,
        ...odd.map(describe),
        ...outdated.map(name => `${name}: stands among those that cannot be said, and is said by now`),
      ],
    }
  },
}

function describe({ name, loads, open, differences }: Compared): string {
  const why = UNEXPRESSED[name] ?? 'not explained'
  return `${name}: ${[...(loads ? [] : ['it does not load']), ...open, ...differences, why].join('; ')}`
}
