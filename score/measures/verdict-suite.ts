import { readSuite, type SuiteGroup } from '../lab/verdict/read-suite.ts'
import { liveVerdict, moduleVerdict, ownVerdict, type Verdict } from '../lab/verdict/schema-verdicts.ts'
import type { Measure } from '../measure.ts'

/** Fewer would mean that the rule that leaves out cases takes too much. */
const LEAST_CASES = 250

export const verdictSuite: Measure = {
  id: 'V-3',
  measure: 'cases of the public draft-7 suite that are judged wrongly, by server, page and our own reading',
  target: `0 of at least ${LEAST_CASES}`,
  quick: true,
  async run() {
    const { groups, left } = await readSuite()
    const wrong: string[] = []
    for (const group of groups) wrong.push(...(await wrongIn(group)))
    const cases = groups.reduce((count, group) => count + group.cases.length, 0)
    const leftOut = [...left.values()].reduce((sum, count) => sum + count, 0)
    const reasons = [...left].toSorted((a, b) => b[1] - a[1]).map(([reason, count]) => `${reason} ${count}`)
    return {
      value: `${wrong.length} of ${cases} cases × 3 judges`,
      ok: wrong.length === 0 && cases >= LEAST_CASES,
      details: [...wrong, `left out: ${leftOut} cases that ask for what no compiled form has: ${reasons.join(', ')}`],
    }
  },
}

/** One line for each case that a judge sees in another way than the suite's authors. */
async function wrongIn({ name, schema, cases }: SuiteGroup): Promise<string[]> {
  const judges: Record<string, Verdict> = {
    server: liveVerdict(schema),
    page: await moduleVerdict(schema),
    'our own reading': ownVerdict(schema),
  }
  return Object.entries(judges).flatMap(([judge, verdict]) =>
    cases
      .filter(one => verdict(one.value) !== one.valid)
      .map(one => `${judge}: ${name}: ${one.name} should be ${one.valid ? 'good' : 'refused'}`),
  )
}
