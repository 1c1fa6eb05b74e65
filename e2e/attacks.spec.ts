import { expect, test } from 'playwright/test'
import { type AttackLab, openAttackLab } from '../score/lab/attacks/attack-lab.ts'
import { ATTACKS } from '../score/lab/attacks/attack-list.ts'

let lab: AttackLab

test.beforeAll(async ({ browser }) => {
  lab = await openAttackLab(browser)
})

test.afterAll(async () => {
  await lab?.close()
})

for (const { name, run } of ATTACKS) {
  test(name, async () => {
    await lab.renewPeople()
    const { tried, successes } = await run(lab)
    expect(successes).toEqual([])
    expect(tried).toBeGreaterThan(0)
  })
}
