import { isObject, type Json, type JsonObject, jsonEqual, own } from '#shared/json.ts'
import { MAX_PATTERN_TEXT } from './long-texts.ts'

/**
 * Judges a value by a schema of emitted keywords (forms.md §1), as Ajv with `discriminator` does.
 * For the parts no precompiled function exists for: conditions when values are handed on, untouched groups.
 */
export function matches(schema: Json | undefined, value: Json | undefined): boolean {
  if (typeof schema === 'boolean') return schema
  if (!isObject(schema) || value === undefined) return true
  return (
    matchesType(own(schema, 'type'), value) &&
    matchesChoice(schema, value) &&
    (typeof value !== 'string' || matchesText(schema, value)) &&
    (typeof value !== 'number' || matchesNumber(schema, value)) &&
    (!Array.isArray(value) || matchesList(schema, value)) &&
    (!isObject(value) || matchesObject(schema, value)) &&
    matchesParts(schema, value)
  )
}

function matchesType(type: Json | undefined, value: Json): boolean {
  if (Array.isArray(type)) return type.some(one => matchesType(one, value))
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'number') return typeof value === 'number'
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  if (type === 'null') return value === null
  return type === undefined || typeof value === type
}

function matchesChoice(schema: JsonObject, value: Json): boolean {
  const choices = own(schema, 'enum')
  if (Array.isArray(choices) && !choices.some(choice => jsonEqual(choice, value))) return false
  return !Object.hasOwn(schema, 'const') || jsonEqual(schema['const'], value)
}

function matchesText(schema: JsonObject, value: string): boolean {
  if (!within([...value].length, own(schema, 'minLength'), own(schema, 'maxLength'))) return false
  const pattern = own(schema, 'pattern')
  if (typeof pattern !== 'string') return true
  if (value.length > MAX_PATTERN_TEXT) return false
  try {
    return new RegExp(pattern, 'u').test(value)
  } catch {
    return true
  }
}

function matchesNumber(schema: JsonObject, value: number): boolean {
  const { exclusiveMinimum: above, exclusiveMaximum: below, multipleOf } = schema
  if (!within(value, own(schema, 'minimum'), own(schema, 'maximum'))) return false
  if (typeof above === 'number' && value <= above) return false
  if (typeof below === 'number' && value >= below) return false
  return typeof multipleOf !== 'number' || isNearWhole(value / multipleOf)
}

/** 0.3 is a multiple of 0.1, though not in the arithmetic of machines: eight digits are looked at, as Ajv is told to. */
function isNearWhole(quotient: number): boolean {
  return !(Math.abs(Math.round(quotient) - quotient) > 1e-8)
}

function matchesList(schema: JsonObject, value: Json[]): boolean {
  if (!within(value.length, own(schema, 'minItems'), own(schema, 'maxItems'))) return false
  if (schema['uniqueItems'] === true && value.some((a, i) => value.slice(i + 1).some(b => jsonEqual(a, b))))
    return false
  return value.every(item => matches(own(schema, 'items'), item))
}

function matchesObject(schema: JsonObject, value: JsonObject): boolean {
  const names = Object.keys(value)
  if (!within(names.length, own(schema, 'minProperties'), own(schema, 'maxProperties'))) return false
  const required = own(schema, 'required')
  if (Array.isArray(required) && required.some(name => !Object.hasOwn(value, String(name)))) return false
  const declared = own(schema, 'properties')
  const properties = isObject(declared) ? declared : {}
  const extra = own(schema, 'additionalProperties')
  return names.every(name => {
    if (!matches(own(schema, 'propertyNames'), name)) return false
    return matches(Object.hasOwn(properties, name) ? properties[name] : extra, value[name])
  })
}

function matchesParts(schema: JsonObject, value: Json): boolean {
  const list = (key: string) => {
    const parts = own(schema, key)
    return Array.isArray(parts) ? parts : undefined
  }
  if (list('allOf')?.some(part => !matches(part, value))) return false
  if (list('anyOf')?.every(part => !matches(part, value))) return false
  const branches = list('oneOf')
  if (branches && branches.filter(part => matches(part, value)).length !== 1) return false
  if (Object.hasOwn(schema, 'not') && matches(schema['not'], value)) return false
  if (!Object.hasOwn(schema, 'if')) return true
  return matches(own(schema, matches(schema['if'], value) ? 'then' : 'else'), value)
}

function within(value: number, least: Json | undefined, most: Json | undefined): boolean {
  return (typeof least !== 'number' || value >= least) && (typeof most !== 'number' || value <= most)
}
