import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import type { AjvLikeError } from './types.ts'

/** Patterns are foreign, and the time they take grows with the text: a longer one is refused unread (forms.md §10.4). */
export const MAX_PATTERN_TEXT = 10_000

/**
 * An error for every text and name that is too long for a pattern that may be tried on it, in any branch or condition:
 * which of them hold is not asked, since finding out may need the pattern.
 */
export function longTexts(schema: JsonObject, values: JsonObject): AjvLikeError[] {
  return find([schema], values, '')
}

/** True when judging `value` by this schema would try a pattern on a text that is too long for one. Quick where no pattern is. */
export function holdsLongText(schema: JsonObject, value: Json | undefined): boolean {
  return value !== undefined && holdsPattern(schema) && find(expand([schema]), value, '').length > 0
}

const patterned = new WeakMap<JsonObject, boolean>()

function holdsPattern(schema: JsonObject): boolean {
  const known = patterned.get(schema) ?? JSON.stringify(schema).includes('"pattern":')
  patterned.set(schema, known)
  return known
}

function find(schemas: JsonObject[], value: Json, at: string): AjvLikeError[] {
  if (typeof value === 'string') return isTooLong(schemas, value) ? [tooLong(at)] : []
  if (Array.isArray(value)) {
    const items = schemas.flatMap(schema => objectsIn(schema, 'items'))
    return items.length === 0 ? [] : value.flatMap((item, i) => find(expand(items), item, at + toPointer([i])))
  }
  if (!isObject(value)) return []
  const whole = expand(schemas)
  return Object.entries(value).flatMap(([name, item]) => {
    const here = at + toPointer([name])
    if (isTooLong(expand(whole.flatMap(schema => objectsIn(schema, 'propertyNames'))), name)) return [tooLong(at)]
    return find(expand(whole.flatMap(schema => partsNamed(schema, name))), item, here)
  })
}

function isTooLong(schemas: JsonObject[], text: string): boolean {
  return text.length > MAX_PATTERN_TEXT && schemas.some(schema => Object.hasOwn(schema, 'pattern'))
}

function tooLong(instancePath: string): AjvLikeError {
  return { instancePath, schemaPath: '#', keyword: 'maxLength', params: { limit: MAX_PATTERN_TEXT } }
}

/** These schemas and all that are tried on the same value. */
function expand(schemas: JsonObject[]): JsonObject[] {
  return schemas.flatMap(schema => {
    const parts = ['if', 'then', 'else', 'not', 'allOf', 'anyOf', 'oneOf'].flatMap(key => objectsIn(schema, key))
    return parts.length === 0 ? [schema] : [schema, ...expand(parts)]
  })
}

function partsNamed(schema: JsonObject, name: string): JsonObject[] {
  const properties = own(schema, 'properties')
  const part = isObject(properties) ? own(properties, name) : undefined
  return isObject(part) ? [part] : objectsIn(schema, 'additionalProperties')
}

function objectsIn(schema: JsonObject, key: string): JsonObject[] {
  const value = own(schema, key)
  return (Array.isArray(value) ? value : [value]).filter(isObject)
}
