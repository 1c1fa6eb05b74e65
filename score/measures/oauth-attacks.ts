import { openAttackLab } from '../lab/attacks/attack-lab.ts'
import { ATTACKS } from '../lab/attacks/attack-list.ts'
import { openBrowser } from '../lab/open-browser.ts'
import type { Measure } from '../measure.ts'

/** Fewer would mean that a list of payloads was cut. */
const LEAST_TRIES = 150

export const oauthAttacks: Measure = {
  id: 'S-4',
  measure: 'attacks on sign-ins that succeed, in a real browser',
  target: `0 of at least ${LEAST_TRIES}`,
  quick: true,
  async run() {
    const browser = await openBrowser()
    if (!browser) return { skipped: 'no Chromium; set CHROMIUM_PATH' }
    const lab = await openAttackLab(browser)
    try {
      let tried = 0
      const successes: string[] = []
      const lines: string[] = []
      for (const { name, run } of ATTACKS) {
        await lab.renewPeople()
        const tries = await run(lab)
        tried += tries.tried
        successes.push(...tries.successes.map(words => `${name}: ${words}`))
        lines.push(`${tries.successes.length} of ${tries.tried}: ${name}`)
      }
      return {
        value: `${successes.length} of ${tried}, in ${ATTACKS.length} kinds`,
        ok: successes.length === 0 && tried >= LEAST_TRIES,
        details: [...successes, ...lines],
      }
    } finally {
      await lab.close()
      await browser.close()
    }
  },
}
