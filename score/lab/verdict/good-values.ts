import fc from 'fast-check'
import { activeParts, branchesOf, tagNameOf, tagOf } from '#schema/active-parts.ts'
import { matches } from '#schema/matches.ts'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import type { Dice } from './make-dice.ts'

const TEXTS = [
  'https://example.com/a',
  'ann@example.com',
  '2026-03-31',
  '2026-03-31T09:00:00Z',
  '192.0.2.1',
  'db.example.com',
  'eu-west-1',
  's3://bucket/way/to',
  '00000000-0000-4000-8000-000000000000',
  'Straße 7',
  '0',
  'true',
  'a',
]

/** What to fill in: only what has to be there, or everything that may. */
export type Fullness = 'least' | 'all' | 'some'

interface Filling {
  dice: Dice
  fullness: Fullness
  /** The branch to take in every union; by chance where it has none of this number. */
  branch?: number
}

/** Values that this form accepts, as far as a value that fits can be found. */
export function goodValues(schema: JsonObject, filling: Filling): JsonObject {
  let values = startOf(schema, filling)
  // What has been filled in can meet the condition of another field.
  for (let round = 0; round < 8; round++) {
    const parts = activeParts(schema, values)
    const missing = [...parts.properties].filter(([name]) => own(values, name) === undefined)
    const wanted = missing.filter(([name]) => parts.required.has(name) || isWanted(filling))
    if (wanted.length === 0) break
    const filled = wanted.map(([name, part]): [string, Json] => [name, goodValue(part, filling)])
    values = Object.fromEntries([...Object.entries(values), ...filled])
    if (filling.fullness === 'some') break
  }
  const extra = activeParts(schema, values).extra
  return extra && isWanted(filling) ? { ...values, 'a name': goodValue(extra, filling) } : values
}

function isWanted({ dice, fullness }: Filling): boolean {
  return fullness === 'all' || (fullness === 'some' && dice.oneIn(2))
}

function startOf(schema: JsonObject, { dice, branch }: Filling): JsonObject {
  const name = tagNameOf(schema)
  const branches = branchesOf(schema)
  if (name === undefined || branches.length === 0) return {}
  const chosen = (branch === undefined ? undefined : branches[branch]) ?? dice.pick(branches)
  const tag = tagOf(chosen, name)
  return {
    ...(tag === undefined ? {} : { [name]: tag }),
    ...startOf(chosen, branch === undefined ? { dice, fullness: 'least' } : { dice, branch, fullness: 'least' }),
  }
}

export function goodValue(schema: JsonObject, filling: Filling): Json {
  const { dice } = filling
  const fixed = own(schema, 'const')
  if (fixed !== undefined) return fixed
  const choices = own(schema, 'enum')
  if (Array.isArray(choices) && choices.length > 0) return dice.pick(choices)
  const start = own(schema, 'default')
  if (start !== undefined && dice.oneIn(3)) return start
  switch (schema['type']) {
    case 'object':
      return goodValues(schema, filling)
    case 'array':
      return goodList(schema, filling)
    case 'boolean':
      return dice.oneIn(2)
    case 'number':
    case 'integer':
      return goodNumber(schema, dice)
    default:
      return goodText(schema, dice)
  }
}

function goodList(schema: JsonObject, filling: Filling): Json[] {
  const items = own(schema, 'items')
  const least = limitIn(schema, 'minItems', 0)
  const most = Math.min(limitIn(schema, 'maxItems', 4), least + 3)
  const length = Math.max(least, filling.dice.below(most + 1))
  const list: Json[] = []
  for (let tries = 0; list.length < length && tries < length + 10; tries++) {
    const item = isObject(items) ? goodValue(items, filling) : 'x'
    if (schema['uniqueItems'] !== true || matches({ uniqueItems: true }, [...list, item])) list.push(item)
  }
  return list
}

function goodNumber(schema: JsonObject, dice: Dice): number {
  const step = Number(own(schema, 'multipleOf') ?? 1)
  const least = Number(own(schema, 'minimum') ?? own(schema, 'exclusiveMinimum') ?? 0)
  const most = Number(own(schema, 'maximum') ?? own(schema, 'exclusiveMaximum') ?? least + 100)
  const tried = [least, most, (least + most) / 2, Math.ceil(least / step) * step, least + 1, dice.below(70_000)]
  const whole = schema['type'] === 'integer' ? tried.map(Math.round) : tried
  const fitting = whole.filter(number => matches(schema, number))
  return fitting.length > 0 ? dice.pick(fitting) : least
}

function goodText(schema: JsonObject, dice: Dice): string {
  const fitting = TEXTS.filter(text => matches(schema, text))
  const pattern = own(schema, 'pattern')
  if (fitting.length > 0 && !(typeof pattern === 'string' && dice.oneIn(2))) return dice.pick(fitting)
  const made = typeof pattern === 'string' ? textOf(pattern, dice) : 'a'.repeat(limitIn(schema, 'minLength', 1))
  return made.length > 2_000 ? made.slice(0, 2_000) : made
}

/** Some limits can be kept by nothing that fits into memory. */
function limitIn(schema: JsonObject, key: string, otherwise: number): number {
  return Math.min(3_000, Math.max(0, Math.floor(Number(own(schema, key) ?? otherwise))))
}

/** A text that a pattern takes, where one can be made of it. */
function textOf(pattern: string, dice: Dice): string {
  try {
    const [text] = fc.sample(fc.stringMatching(new RegExp(pattern, 'u')), { seed: dice.seed() | 0, numRuns: 1 })
    return text ?? ''
  } catch {
    return 'a'
  }
}
