import {
  type Experimental_DefaultFormStateBehavior,
  mergeDefaultsWithFormData,
  mergeSchemas,
  type ValidatorType,
} from '@rjsf/utils'
import { isObject, type Json, type JsonObject, jsonEqual } from '#shared/json.ts'
import chooseBranch from './choose-branch.ts'
import retrieveSchema from './retrieve-schema.ts'

type Values = Record<string, unknown>

interface Filling {
  validator: ValidatorType
  root: JsonObject
  /** "excludeObjectChildren": names without a value are named too, but not in groups. */
  includeUndefined: boolean | 'excludeObjectChildren'
  /** Stored connections get no defaults (forms.md §7). */
  skips: boolean
  /** Names of a map are made up once only. */
  begun: boolean
}

interface Place {
  parent?: unknown
  data: unknown
  required: boolean | undefined
}

/**
 * Stands in for RJSF's filling in of defaults, as it does it for compiled forms: `default`, `const`, the first branch of
 * a union, groups, lists up to `minItems`, `false` for a required box to tick. Whatever stands in the values stays, but
 * for a choice that is none.
 */
export default function defaultState(
  validator: ValidatorType,
  schema: JsonObject,
  data?: unknown,
  root: JsonObject = schema,
  includeUndefined: Filling['includeUndefined'] = false,
  behavior?: Experimental_DefaultFormStateBehavior,
  _merge?: unknown,
  begun = false,
): unknown {
  const filling = { validator, root, includeUndefined, skips: behavior?.emptyObjectFields === 'skipDefaults', begun }
  const found = retrieveSchema(validator, schema, root, data)
  const made = fill(found, { data, required: undefined }, filling)
  const defaults = made === undefined && found['type'] === 'array' ? [] : made
  if (!isObject(data) && !Array.isArray(data)) return defaults
  return mergeDefaultsWithFormData(defaults as Values, data as Values, true, false, true)
}

function fill(schema: JsonObject, place: Place, filling: Filling): unknown {
  const { data } = place
  if (Array.isArray(schema['oneOf'])) return fillUnion(schema, schema['oneOf'], place, filling)
  const parent = parentDefault(schema, place.parent)
  const made = fillByType(schema, { ...place, parent }, filling) ?? parent
  if (isObject(data) && schema['allOf'] === undefined) return made
  return mergeDefaultsWithFormData(made as Values, choiceOrNothing(schema, data) as Values, undefined, true)
}

function parentDefault(schema: JsonObject, parent: unknown): unknown {
  if (schema['const'] !== undefined) return schema['const']
  if (isObject(parent) && isObject(schema['default'])) return mergeDeep(parent, schema['default'])
  return 'default' in schema ? schema['default'] : parent
}

function fillUnion(schema: JsonObject, branches: Json[], place: Place, filling: Filling): unknown {
  const { oneOf: _, ...common } = schema
  const tagName = isObject(schema['discriminator']) ? schema['discriminator']['propertyName'] : undefined
  const name = typeof tagName === 'string' ? tagName : undefined
  const chosen = chooseBranch(undefined, undefined, place.data ?? schema['default'], branches, 0, name)
  const branch = branches[chosen]
  if (!isObject(branch)) return undefined
  return fill(mergeSchemas(common, branch), { ...place, data: place.data ?? {} }, filling)
}

function fillByType(schema: JsonObject, place: Place, filling: Filling): unknown {
  if (schema['type'] === 'object') return fillObject(schema, place, filling)
  if (schema['type'] === 'array') return fillList(schema, place, filling)
  return schema['type'] === 'boolean' && place.required && place.parent === undefined ? false : undefined
}

function fillObject(schema: JsonObject, { parent, data }: Place, filling: Filling): Values {
  const values: Values = isObject(data) ? data : {}
  const found = schema['if'] === undefined ? schema : retrieveSchema(filling.validator, schema, filling.root, values)
  const { properties, additionalProperties } = found
  const names = Array.isArray(found['required']) ? found['required'] : []
  const defaults: Values = isObject(parent) ? parent : {}
  const inner = { ...filling, includeUndefined: filling.includeUndefined === true }
  const made: Values = {}
  const fillNamed = (name: string, part: JsonObject) =>
    fill(part, { parent: own(defaults, name), data: own(values, name), required: names.includes(name) }, inner)
  for (const [name, part] of Object.entries(isObject(properties) ? properties : {})) {
    if (!isObject(part)) continue
    const value = fillNamed(name, part)
    if ('const' in part || isWorthAdding(value, names.includes(name), filling)) made[name] = value
  }
  if (isObject(additionalProperties) && !filling.begun) {
    const isFree = (name: string) => !(isObject(properties) && name in properties)
    const typed = Object.keys(values).filter(isFree)
    const free = typed.length > 0 ? typed : Object.keys(defaults).filter(isFree)
    for (const name of free) {
      const value = fillNamed(name, additionalProperties)
      if (isWorthAdding(value, typed.includes(name), { ...filling, skips: false })) made[name] = value
    }
  }
  return made
}

function isWorthAdding(value: unknown, isNeeded: boolean, { includeUndefined, skips }: Filling): boolean {
  if (includeUndefined === true) return true
  const isEmptyGroup = isObject(value) && Object.keys(value).length === 0
  if (includeUndefined === 'excludeObjectChildren') return !isEmptyGroup
  if (skips) return false
  return isObject(value) ? !isEmptyGroup || isNeeded : value !== undefined
}

function fillList(schema: JsonObject, { parent, data, required }: Place, filling: Filling): unknown {
  const items = isObject(schema['items']) ? schema['items'] : {}
  const inner = { ...filling, includeUndefined: false }
  const fillEntry = (entry: { parent?: unknown; data: unknown }) => fill(items, { ...entry, required }, inner)
  let entries: unknown = parent
  if (Array.isArray(parent)) {
    entries = parent.map((item, i) => fillEntry({ parent: item, data: Array.isArray(data) ? data[i] : undefined }))
  }
  if (Array.isArray(data)) {
    const known = Array.isArray(entries) ? entries : []
    const filled = data.map((item, i) => fillEntry({ parent: known[i], data: item }))
    entries = mergeDefaultsWithFormData(entries as Values, filled as unknown as Values)
  }
  const { minItems } = schema
  const count = Array.isArray(entries) ? entries.length : 0
  const isChoice = schema['uniqueItems'] === true && Array.isArray(items['enum'])
  if (typeof minItems !== 'number' || isChoice || minItems <= count) return entries || (required ? [] : entries)
  const more = Array.from({ length: minItems - count }, () => fillEntry({ parent: items['default'], data: undefined }))
  return [...((entries as unknown[] | undefined) ?? []), ...more]
}

/** A value that is not among the choices counts as none. */
function choiceOrNothing(schema: JsonObject, data: unknown): unknown {
  const { enum: choices } = schema
  if (!Array.isArray(choices) || choices.length === 1 || schema['const'] !== undefined) return data
  return choices.some(choice => jsonEqual(choice, data as Json)) ? data : undefined
}

function mergeDeep(first: Values, second: Values): Values {
  const merged = { ...first }
  for (const [name, value] of Object.entries(second)) {
    const known = merged[name]
    merged[name] = isObject(known) && isObject(value) ? mergeDeep(known, value) : value
  }
  return merged
}

function own(values: Values, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined
}
