import { valueAt } from '#schema/value-places.ts'
import { type Json, type JsonObject, jsonEqual } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import type { FillField, Need } from './fill-fields.ts'
import { assignValues, type Match } from './match-values.ts'

export interface BranchChoice {
  path: string[]
  isTag: boolean
  value: Json
}

export interface ChoiceOptions {
  values: JsonObject
  context: ReadonlySet<string>
  /** Whether a branch or condition may be changed to this value without losing what was typed. */
  mayChange: (need: Need, to: Json) => boolean
  /** What the text says itself about a branch or condition. */
  said: (need: Need) => Json | undefined
}

/**
 * For every union and condition that fields ask for: the choice under which most of the pasted values find a field.
 * What is chosen now stays on a tie; between others nothing is decided.
 */
export function chooseBranches(fields: readonly FillField[], matches: readonly Match[], options: ChoiceOptions) {
  const chosen = new Map<string, BranchChoice>()
  for (const { path, isTag, offers } of pointsOf(fields)) {
    const current = valueAt(options.values, path)
    const need = { path, isTag, anyOf: offers }
    const told = options.said(need)
    const possible = offers.filter(offer => jsonEqual(offer, current) || options.mayChange(need, offer))
    const decide = (value: Json | undefined) => {
      if (value !== undefined) chosen.set(toPointer(path), { path, isTag, value })
    }
    if (told !== undefined && possible.some(offer => jsonEqual(offer, told))) {
      decide(told)
      continue
    }
    const rate = (value: Json) => {
      const trial = new Map(chosen).set(toPointer(path), { path, isTag, value })
      const { taken } = assignValues(reachable(matches, trial), options.context)
      const good = taken.filter(match => match.fitted !== undefined)
      const filled = new Set(good.map(match => match.field))
      const empty = fields.filter(field => field.isRequired && !filled.has(field) && asksFor(field, need, value))
      return { sum: good.reduce((sum, match) => sum + match.score, 0), empty: empty.length }
    }
    const now = current === undefined ? 0 : rate(current).sum
    const rated = possible.map(offer => ({ offer, ...rate(offer) }))
    const most = Math.max(...rated.map(each => each.sum), 0)
    const best = rated.filter(each => each.sum === most)
    const fewest = Math.min(...best.map(each => each.empty))
    const fullest = best.filter(each => each.empty === fewest)
    decide(most <= now || fullest.length !== 1 ? current : fullest[0]?.offer)
  }
  return chosen
}

/** Matches whose fields stand under these choices; choices that are not made yet stand in nobody's way. */
export function reachable(matches: readonly Match[], chosen: ReadonlyMap<string, BranchChoice>): Match[] {
  return matches.filter(({ field }) =>
    field.needs.every(need => {
      const choice = chosen.get(toPointer(need.path))
      return !choice || need.anyOf.some(value => jsonEqual(value, choice.value))
    }),
  )
}

function asksFor(field: FillField, { path }: Need, value: Json): boolean {
  const pointer = toPointer(path)
  return field.needs.some(need => toPointer(need.path) === pointer && need.anyOf.some(one => jsonEqual(one, value)))
}

/** Every union and controlling field, outermost first. */
function pointsOf(fields: readonly FillField[]) {
  const points = new Map<string, { path: string[]; isTag: boolean; offers: Json[] }>()
  for (const { path, isTag, anyOf } of fields.flatMap(field => field.needs)) {
    const known = points.get(toPointer(path))
    const point = known ?? { path, isTag, offers: [] }
    points.set(toPointer(path), point)
    for (const value of anyOf) if (!point.offers.some(offer => jsonEqual(offer, value))) point.offers.push(value)
  }
  return [...points.values()].sort((a, b) => a.path.length - b.path.length)
}
