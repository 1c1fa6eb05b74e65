import { expect, test } from 'playwright/test'
import { tryAttack } from '../score/lab/attacks/attack.ts'
import { type AttackLab, openAttackLab } from '../score/lab/attacks/attack-lab.ts'
import { ATTACKS } from '../score/lab/attacks/attack-list.ts'
import { FIXATION_ATTACKS } from '../score/lab/attacks/fixation-attacks.ts'
import { TOKEN_ATTACKS } from '../score/lab/attacks/token-attacks.ts'

// What team mode adds by pages of others is long, and part of S-4.
for (const [mode, attacks] of [
  ['single', ATTACKS],
  ['team', [...FIXATION_ATTACKS, ...TOKEN_ATTACKS]],
] as const) {
  test.describe(mode, () => {
    let lab: AttackLab

    test.beforeAll(async ({ browser }) => {
      lab = await openAttackLab(browser, mode)
    })

    test.afterAll(async () => {
      await lab?.close()
    })

    for (const attack of attacks) {
      test(attack.name, async () => {
        await lab.renewPeople()
        const { tried, successes } = await tryAttack(attack, lab)
        expect(successes).toEqual([])
        expect(tried).toBeGreaterThan(0)
      })
    }
  })
}
