import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { activeParts } from './active-parts.ts'
import { matches } from './matches.ts'
import { isReservedName } from './names.ts'
import type { IsValid } from './types.ts'

/**
 * Drops what the form does not ask for: undeclared names, fields of branches not chosen and of conditions not met.
 * An object whose tag is unknown keeps the fields of no branch; `repairTags` comes before.
 */
export function pruneValues(schema: JsonObject, values: JsonObject, isValid: IsValid = matches): JsonObject {
  let before = values
  // Dropping a field can end the condition of another one; every round drops at least one name.
  for (;;) {
    const after = pruneObject(schema, before, isValid)
    if (JSON.stringify(after) === JSON.stringify(before)) return after
    before = after
  }
}

function pruneObject(schema: JsonObject, values: JsonObject, isValid: IsValid): JsonObject {
  const parts = activeParts(schema, values, isValid)
  const result: JsonObject = {}
  for (const [name, value] of Object.entries(values)) {
    const part = parts.properties.get(name) ?? parts.extra
    if (part && !isReservedName(name)) result[name] = prune(part, value, isValid)
  }
  return result
}

function prune(schema: JsonObject, value: Json, isValid: IsValid): Json {
  if (isObject(value)) return isObjectSchema(schema) ? pruneObject(schema, value, isValid) : value
  const items = own(schema, 'items')
  if (!Array.isArray(value) || !isObject(items)) return value
  return value.map(item => prune(items, item, isValid))
}

function isObjectSchema(schema: JsonObject): boolean {
  return schema['type'] === 'object' || Object.hasOwn(schema, 'properties') || Object.hasOwn(schema, 'oneOf')
}
