import { type Json, jsonEqual } from '#shared/json.ts'
import type { FillField } from './fill-fields.ts'
import { groupOf } from './fit-address.ts'
import { type NamedValue, NEAR } from './name-score.ts'

/** A value that may go into a field. */
export interface Match {
  value: NamedValue
  field: FillField
  score: number
  /** As the field holds it; undefined when it cannot. */
  fitted: Json | undefined
}

export interface Assigned {
  taken: Match[]
  /** Values that fit several fields alike, and fields that several values fit alike. */
  unclear: Match[][]
}

/**
 * Gives each value to the one field it fits best, and each field at most one value: the one that fits it best. Where
 * two fit alike, neither is taken. `context`: words of the form itself, which settle what its own group is.
 */
export function assignValues(matches: readonly Match[], context: ReadonlySet<string>): Assigned {
  const unclear: Match[][] = []
  const claims: Match[] = []
  for (const own of group(matches, match => match.value)) {
    const best = highest(own)
    if (new Set(best.map(match => match.field.pointer)).size > 1) unclear.push(best)
    else claims.push(...best.slice(0, 1))
  }
  const wishes = group(claims, match => match.field.pointer).map(highest)
  const popular = countGroups(wishes.flat())
  const taken: Match[] = []
  for (const best of wishes) {
    const winner = onlyOne(best, context, popular)
    if (winner) taken.push(winner)
    else unclear.push(best)
  }
  // Words of one family say too little by themselves: something surer must show that form and text belong together.
  const isSure = taken.some(match => match.score >= NEAR) || taken.length > 1
  return {
    taken: isSure ? taken : [],
    unclear: unclear.filter(rivals => rivals.some(match => match.score >= NEAR)),
  }
}

function highest(matches: readonly Match[]): Match[] {
  const best = Math.max(...matches.map(match => match.score))
  return matches.filter(match => match.score === best)
}

/** Of several values for one field: the same one twice, else that of the form's own group, else of the fullest group. */
function onlyOne(rivals: Match[], context: ReadonlySet<string>, popular: Map<string, number>): Match | undefined {
  const [first] = rivals
  if (!first || rivals.every(rival => jsonEqual(rival.fitted, first.fitted))) return first
  const home = rivals.filter(rival => context.has(groupOf(rival.value)))
  if (home.length === 1) return home[0]
  const most = Math.max(...rivals.map(rival => popular.get(groupOf(rival.value)) ?? 0))
  const full = rivals.filter(rival => popular.get(groupOf(rival.value)) === most)
  return full.length === 1 ? full[0] : undefined
}

function countGroups(matches: Match[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { value } of matches) counts.set(groupOf(value), (counts.get(groupOf(value)) ?? 0) + 1)
  return counts
}

function group<T, K>(items: readonly T[], keyOf: (item: T) => K): T[][] {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const known = groups.get(keyOf(item))
    if (known) known.push(item)
    else groups.set(keyOf(item), [item])
  }
  return [...groups.values()]
}
