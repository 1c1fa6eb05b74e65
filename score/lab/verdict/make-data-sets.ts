import { activeParts, branchesOf, tagNameOf } from '#schema/active-parts.ts'
import { valueAt, withValueAt } from '#schema/value-places.ts'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { type Fullness, goodValue, goodValues } from './good-values.ts'
import { type Dice, makeDice } from './make-dice.ts'
import type { VerdictForm } from './read-forms.ts'

/** Values somebody might send to a form. */
export interface DataSet {
  /** What was done to good values: `empty`, `wrong type`, `unknown tag` … */
  kind: string
  values: JsonObject
}

/** The longest text that a pattern is tried on, and one more. */
const TOO_LONG = 'a'.repeat(10_001)
const ODD_TEXTS = [
  '',
  ' ',
  '\u0000',
  '👍🏽',
  'é',
  'e\u0301',
  '\ud800',
  'שלום',
  '\u202e',
  'constructor',
  '1,5',
  'NaN',
  '\n',
]
const ODD_NAMES = [
  'constructor',
  'toString',
  'valueOf',
  '__proto__',
  'prototype',
  '__errors',
  '',
  'a/b',
  'a~b',
  '0',
  'length',
]
const ODD_VALUES: Json[] = [null, '', 'text', 0, -1, 1.5, 1e300, true, false, [], [null], {}, [[]], '0']

/** Sets for one of the hard shapes, in a run of any size. */
const HARD_SETS = 40

/** `count` sets for one form, more for a hard one; the same for the same name. */
export function makeDataSets({ name, form: { schema }, hard }: Source, asked: number): DataSet[] {
  const count = hard ? Math.max(asked, HARD_SETS) : asked
  const dice = makeDice(name)
  const sets: DataSet[] = [
    { kind: 'empty', values: {} },
    { kind: 'all fields', values: goodValues(schema, { dice, fullness: 'all' }) },
    { kind: 'least', values: goodValues(schema, { dice, fullness: 'least' }) },
  ]
  // Each form begins elsewhere, so that few sets a form show all changes.
  const first = dice.below(CHANGES.length)
  for (let i = 0; sets.length < count; i++) {
    const change = CHANGES[(first + i) % CHANGES.length]
    if (!change) break
    const fullness = dice.pick<Fullness>(['all', 'all', 'some', 'least'])
    const good = goodValues(schema, { dice, fullness, ...(dice.oneIn(2) ? {} : { branch: dice.below(4) }) })
    const values = change.make({ schema, dice, good })
    // A form without unions, lists or patterns has no place for some changes.
    if (values !== undefined) sets.push({ kind: change.kind, values })
    if (i > count * CHANGES.length) break
  }
  return sets.slice(0, count)
}

type Source = Pick<VerdictForm, 'name' | 'hard'> & { form: Pick<VerdictForm['form'], 'schema'> }

interface Ground {
  schema: JsonObject
  dice: Dice
  good: JsonObject
}

interface Change {
  kind: string
  /** Undefined: this form has no place for it. */
  make(ground: Ground): JsonObject | undefined
}

/** A value inside, and the schema that holds for it. */
interface Place {
  path: string[]
  schema: JsonObject
  value: Json | undefined
}

const CHANGES: Change[] = [
  at(
    'wrong value',
    () => true,
    ({ dice }, place) => wrongValue(place.schema, dice),
  ),
  { kind: 'some fields', make: ({ good }) => good },
  at(
    'missing',
    () => true,
    () => undefined,
  ),
  at(
    'wrong type',
    () => true,
    ({ dice }) => dice.pick(ODD_VALUES),
  ),
  at('boundary', isBounded, ({ dice }, place) => boundary(place.schema, dice)),
  at('odd text', isText, ({ dice }) => dice.pick(ODD_TEXTS)),
  { kind: 'other branch', make: otherBranch },
  { kind: 'tag', make: changedTag },
  at(
    'null',
    () => true,
    () => null,
  ),
  at('group in the way it starts', isGroup, (_, place) => startState(place.schema)),
  at('group of another kind', isGroup, ({ dice }) => dice.pick<Json>(['text', [], [{}], 7, null, true])),
  at('list', isList, ({ dice }, place) => changedList(place, dice)),
  { kind: 'odd name', make: ({ dice, good }) => withName(good, dice.pick(ODD_NAMES), dice.pick(ODD_VALUES)) },
  at('odd name inside', isGroup, ({ dice }, { value }) =>
    isObject(value) ? withName(value, dice.pick(ODD_NAMES), dice.pick(ODD_VALUES)) : undefined,
  ),
  at('too long', isPatterned, () => TOO_LONG),
  { kind: 'several', make: ({ schema, dice, good }) => several(schema, dice, good) },
]

function at(
  kind: string,
  fits: (schema: JsonObject) => boolean,
  change: (ground: Ground, place: Place) => Json | undefined,
): Change {
  return {
    kind,
    make(ground) {
      const places = placesIn(ground.schema, ground.good, []).filter(place => fits(place.schema))
      if (places.length === 0) return undefined
      const place = ground.dice.pick(places)
      return withValueAt(ground.good, place.path, change(ground, place)) as JsonObject
    },
  }
}

/** Every active field, also those without a value. */
function placesIn(schema: JsonObject, values: JsonObject, way: string[]): Place[] {
  return [...activeParts(schema, values).properties].flatMap(([name, part]) => {
    const path = [...way, name]
    const value = own(values, name)
    const here = { path, schema: part, value }
    const items = own(part, 'items')
    if (isObject(value)) return [here, ...placesIn(part, value, path)]
    if (!Array.isArray(value) || !isObject(items)) return [here]
    const rows = value.flatMap((row, i): Place[] => {
      const inside = [...path, String(i)]
      return [{ path: inside, schema: items, value: row }, ...(isObject(row) ? placesIn(items, row, inside) : [])]
    })
    return [here, ...rows]
  })
}

function isText({ type }: JsonObject): boolean {
  return type === 'string'
}

function isGroup({ type }: JsonObject): boolean {
  return type === 'object'
}

function isList({ type }: JsonObject): boolean {
  return type === 'array'
}

function isPatterned(schema: JsonObject): boolean {
  return Object.hasOwn(schema, 'pattern')
}

const BOUNDS = ['minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']

function isBounded(schema: JsonObject): boolean {
  return BOUNDS.some(bound => Object.hasOwn(schema, bound))
}

function boundary(schema: JsonObject, dice: Dice): Json {
  const bound = dice.pick(BOUNDS.filter(key => Object.hasOwn(schema, key)))
  const limit = Number(schema[bound])
  if (bound.endsWith('Length')) {
    const length = Math.min(3_000, Math.max(0, limit + dice.pick([-1, 0, 1])))
    // One code point is two units here: both counts are on either side of a limit.
    return dice.pick(['a', '👍']).repeat(length)
  }
  if (bound === 'multipleOf') return limit * dice.pick([1, 3, 7, 0.5, 1e9, 1.000000001, 0])
  return limit + dice.pick([0, 1, -1, 1e-9, -1e-9])
}

function wrongValue(schema: JsonObject, dice: Dice): Json {
  switch (schema['type']) {
    case 'string':
      return dice.pick(['', '!', 'no such choice', 'x'.repeat(600), 5])
    case 'number':
    case 'integer':
      return dice.pick<Json>([-1e9, 1e9, 0.1, 'abc', '12'])
    case 'boolean':
      return dice.pick<Json>(['true', 1, 'no'])
    default:
      return dice.pick(ODD_VALUES)
  }
}

/** What a group holds before anybody touched it. */
function startState(schema: JsonObject): JsonObject {
  const parts = activeParts(schema, {})
  const starts = [...parts.properties].flatMap(([name, part]): [string, Json][] => {
    const start = own(part, 'default')
    if (start !== undefined) return [[name, start]]
    return part['type'] === 'object' ? [[name, startState(part)]] : []
  })
  return Object.fromEntries(starts)
}

function changedList({ schema, value }: Place, dice: Dice): Json {
  const list = Array.isArray(value) ? value : []
  const items = own(schema, 'items')
  const item = isObject(items) ? goodValue(items, { dice, fullness: 'all' }) : 'x'
  return dice.pick<Json>([
    [],
    [...list, ...list],
    [item, item],
    [...list, dice.pick(ODD_VALUES)],
    Array.from({ length: 20 }, () => item),
  ])
}

/** Every union of the form, with the way to it. */
function unionsIn(schema: JsonObject, values: JsonObject): Place[] {
  const root: Place = { path: [], schema, value: values }
  return [root, ...placesIn(schema, values, [])].filter(
    place => isObject(place.value) && tagNameOf(place.schema) !== undefined,
  )
}

/** Fields of one branch under the tag of another. */
function otherBranch({ schema, dice, good }: Ground): JsonObject | undefined {
  const unions = unionsIn(schema, good)
  if (unions.length === 0) return undefined
  const union = dice.pick(unions)
  const name = tagNameOf(union.schema) ?? ''
  const branch = dice.below(branchesOf(union.schema).length)
  const other = goodValues(union.schema, { dice, fullness: 'all', branch })
  const tag = isObject(union.value) ? own(union.value, name) : undefined
  const mixed = { ...other, ...(tag === undefined ? {} : { [name]: tag }) }
  return replaceAt(good, union.path, mixed)
}

/** A tag that is unknown, of the wrong kind, or gone. */
function changedTag({ schema, dice, good }: Ground): JsonObject | undefined {
  const unions = unionsIn(schema, good)
  if (unions.length === 0) return undefined
  const union = dice.pick(unions)
  const name = tagNameOf(union.schema) ?? ''
  const tag = dice.pick<Json | undefined>(['no such branch', undefined, null, 5, '', ['a'], { a: 1 }])
  return withValueAt(good, [...union.path, name], tag) as JsonObject
}

function replaceAt(values: JsonObject, path: string[], value: JsonObject): JsonObject {
  return path.length === 0 ? value : (withValueAt(values, path, value) as JsonObject)
}

/** Sets a name that a plain assignment would take for something else. */
function withName(values: JsonObject, name: string, value: Json): JsonObject {
  return Object.fromEntries([...Object.entries(values), [name, value]])
}

function several(schema: JsonObject, dice: Dice, good: JsonObject): JsonObject {
  let values = good
  for (let i = 0; i < 4; i++) {
    const places = placesIn(schema, values, [])
    if (places.length === 0) return values
    const place = dice.pick(places)
    const wrong = dice.oneIn(3) ? undefined : wrongValue(place.schema, dice)
    if (valueAt(values, place.path.slice(0, -1)) !== undefined)
      values = withValueAt(values, place.path, wrong) as JsonObject
  }
  return values
}
