import { makeDice } from '../verdict/make-dice.ts'
import type { QuirkRow } from './quirk-row.ts'

const MOST = 4

/** So many mixes of two to four rows that can meet at one server; the same for the same seed, and none twice. */
export function pickCombinations(rows: readonly QuirkRow[], count: number, seed: string): QuirkRow[][] {
  const dice = makeDice(seed)
  const seen = new Set<string>()
  const picked: QuirkRow[][] = []
  for (let tries = 0; picked.length < count && tries < count * 50; tries++) {
    const wanted = 2 + dice.below(MOST - 1)
    const mix: QuirkRow[] = []
    for (let i = 0; i < wanted * 5 && mix.length < wanted; i++) {
      const row = dice.pick(rows)
      if (mix.every(other => canMeet(other, row))) mix.push(row)
    }
    const name = mix
      .map(row => row.name)
      .toSorted()
      .join(' + ')
    if (mix.length < 2 || seen.has(name) || !mix.some(row => row.keys)) continue
    seen.add(name)
    picked.push(mix)
  }
  return picked
}

function canMeet(a: QuirkRow, b: QuirkRow): boolean {
  return a !== b && !a.takes.some(part => b.takes.includes(part))
}
