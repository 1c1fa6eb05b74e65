import { makeDice } from '../verdict/make-dice.ts'
import { CLASSIC_ROWS, type ClassicRow } from './classic-rows.ts'
import { runClassicCase } from './run-classic-case.ts'

export interface ClassicRun {
  rows: number
  combinations: number
  cases: number
  removals: number
  faults: string[]
}

const GROUPS = ['age', 'method', 'place', 'answer', 'clock'] as const

/** Every row of OAuth 1 alone, without its key, and in mixes of one row of some groups. */
export async function runClassicQuirks(combinations: number, seed: string): Promise<ClassicRun> {
  const run: ClassicRun = { rows: CLASSIC_ROWS.length, combinations, cases: 0, removals: 0, faults: [] }
  const dice = makeDice(seed)
  const mixes = Array.from({ length: combinations }, () =>
    GROUPS.flatMap(group => (dice.oneIn(3) ? [] : [dice.pick(CLASSIC_ROWS.filter(row => row.group === group))])),
  )
  for (const rows of [...CLASSIC_ROWS.map(row => [row]), ...mixes]) await check(run, rows)
  return run
}

async function check(run: ClassicRun, rows: readonly ClassicRow[]): Promise<void> {
  const name = `OAuth 1: ${rows.map(row => row.name).join(' + ')}`
  run.cases++
  const wrong = await runClassicCase(rows)
  if (wrong !== undefined) run.faults.push(`${name}: ${wrong}`)
  for (const row of rows) {
    for (const key of Object.keys(row.keys ?? {})) {
      run.cases++
      run.removals++
      const missed = (await runClassicCase(rows, { row, key })) !== undefined
      if (!missed) run.faults.push(`${name}: works without "${key}" too`)
    }
  }
}
