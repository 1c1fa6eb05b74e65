import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { activeParts } from './active-parts.ts'

/**
 * Puts in every required constant that is missing. No control shows one, so nobody could: RJSF leaves those of a group
 * away when the group comes into being while somebody types. Makes a required group only for the constants in it;
 * optional groups and tags of unions stay as they are.
 */
export function fillConstants(schema: JsonObject, values: JsonObject): JsonObject {
  const { properties, required } = activeParts(schema, values)
  let result = values
  for (const [name, part] of properties) {
    const before = own(values, name)
    const after = before === undefined ? madeOf(part, required.has(name)) : filled(part, before)
    if (after !== undefined && after !== before) result = { ...result, [name]: after }
  }
  return result
}

function filled(schema: JsonObject, value: Json): Json {
  if (isObject(value)) return fillConstants(schema, value)
  const items = own(schema, 'items')
  if (!Array.isArray(value) || !isObject(items)) return value
  const rows = value.map(row => filled(items, row))
  return rows.some((row, i) => row !== value[i]) ? rows : value
}

function madeOf(schema: JsonObject, isRequired: boolean): Json | undefined {
  if (!isRequired) return undefined
  if (Object.hasOwn(schema, 'const')) return schema['const']
  if (schema['type'] !== 'object') return undefined
  const group = fillConstants(schema, {})
  return Object.keys(group).length > 0 ? group : undefined
}
