import { EXT_KEYS } from '#oauth/ext-keys.ts'
import { pickCombinations } from './pick-combinations.ts'
import type { QuirkRow } from './quirk-row.ts'
import { KEYS_WITHOUT_QUIRK, QUIRK_ROWS } from './quirk-rows.ts'
import { runCase } from './run-case.ts'

export interface QuirkRun {
  rows: number
  combinations: number
  /** Logins that were made, or tried. */
  cases: number
  /** Keys that were taken away, one at a time; each has to be missed. */
  removals: number
  /** Keys of the engine with a row that fails without them. */
  keys: number
  faults: string[]
}

/** Every row alone, each of its keys taken away; then mixes of rows, with one key of each row taken away. */
export async function runQuirks(combinations: number, seed: string): Promise<QuirkRun> {
  const run: QuirkRun = {
    rows: QUIRK_ROWS.length,
    combinations: 0,
    cases: 0,
    removals: 0,
    keys: 0,
    faults: [],
  }
  const covered = new Set<string>()
  for (const row of QUIRK_ROWS) {
    await expectGood(run, [row])
    for (const key of keysOf(row)) {
      if (await expectMissed(run, [row], { row, key })) covered.add(key)
    }
  }
  for (const mix of pickCombinations(QUIRK_ROWS, combinations, seed)) {
    run.combinations++
    if (!(await expectGood(run, mix))) continue
    for (const row of mix) {
      const [key] = keysOf(row)
      if (key !== undefined) await expectMissed(run, mix, { row, key })
    }
  }
  if (run.combinations < combinations) run.faults.push(`only ${run.combinations} combinations were found`)
  const wanted = [...EXT_KEYS].filter(key => !KEYS_WITHOUT_QUIRK.has(key))
  run.keys = wanted.filter(key => covered.has(key)).length
  const missing = wanted.filter(key => !covered.has(key))
  run.faults.push(...missing.map(key => `no row fails without "${key}"`))
  return run
}

function keysOf(row: QuirkRow): string[] {
  return Object.keys(row.keys?.('http://localhost') ?? {})
}

async function expectGood(run: QuirkRun, rows: readonly QuirkRow[]): Promise<boolean> {
  run.cases++
  const outcome = await runCase(rows)
  if (!outcome.ok) run.faults.push(`${nameOf(rows)}: ${outcome.stage}: ${outcome.why}`)
  return outcome.ok
}

async function expectMissed(run: QuirkRun, rows: readonly QuirkRow[], left: { row: QuirkRow; key: string }) {
  run.cases++
  run.removals++
  const outcome = await runCase(rows, left)
  if (outcome.ok) run.faults.push(`${nameOf(rows)}: works without "${left.key}" of "${left.row.name}" too`)
  return !outcome.ok
}

function nameOf(rows: readonly QuirkRow[]): string {
  return rows.map(row => row.name).join(' + ')
}
