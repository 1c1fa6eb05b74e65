import type { Browser } from 'playwright'
import { type Attack, tryAttack } from '../lab/attacks/attack.ts'
import { openAttackLab } from '../lab/attacks/attack-lab.ts'
import { ATTACKS, TEAM_ATTACKS } from '../lab/attacks/attack-list.ts'
import { openBrowser } from '../lab/open-browser.ts'
import type { Measure } from '../measure.ts'

/** Fewer would mean that a list of payloads was cut. */
const LEAST_TRIES = 500

export const oauthAttacks: Measure = {
  id: 'S-4',
  measure: 'attacks on sign-ins, sessions and pages that succeed, in a real browser, in single and team mode',
  target: `0 of at least ${LEAST_TRIES}`,
  quick: true,
  async run(size) {
    const browser = await openBrowser()
    if (!browser) return { skipped: 'no Chromium; set CHROMIUM_PATH' }
    try {
      const rows = [
        ...(await attack(browser, 'single', ATTACKS)),
        ...(await attack(browser, 'team', size === 'full' ? [...TEAM_ATTACKS, ...ATTACKS] : TEAM_ATTACKS)),
      ]
      const tried = rows.reduce((sum, row) => sum + row.tried, 0)
      const successes = rows.flatMap(row => row.successes)
      return {
        value: `${successes.length} of ${tried}, in ${rows.length} kinds`,
        ok: successes.length === 0 && tried >= LEAST_TRIES,
        details: [...successes, ...rows.map(row => `${row.successes.length} of ${row.tried}: ${row.name}`)],
      }
    } finally {
      await browser.close()
    }
  },
}

async function attack(browser: Browser, mode: 'single' | 'team', attacks: readonly Attack[]) {
  const lab = await openAttackLab(browser, mode)
  try {
    const rows: { name: string; tried: number; successes: string[] }[] = []
    for (const one of attacks) {
      await lab.renewPeople()
      const { tried, successes } = await tryAttack(one, lab)
      const place = `${mode}: ${one.name}`
      rows.push({ name: place, tried, successes: successes.map(words => `${place}: ${words}`) })
    }
    return rows
  } finally {
    await lab.close()
  }
}
