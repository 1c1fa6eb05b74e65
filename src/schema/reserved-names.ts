import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { activeParts } from './active-parts.ts'
import { isReservedName } from './names.ts'
import type { AjvLikeError } from './types.ts'

/** An error for every entry of a map whose name no field may have: it would be dropped without a word. */
export function reservedNames(schema: JsonObject, values: JsonObject): AjvLikeError[] {
  return find(schema, values, '')
}

function find(schema: JsonObject, value: Json, at: string): AjvLikeError[] {
  if (Array.isArray(value)) {
    const items = own(schema, 'items')
    return isObject(items) ? value.flatMap((item, i) => find(items, item, at + toPointer([i]))) : []
  }
  if (!isObject(value)) return []
  const parts = activeParts(schema, value)
  return Object.entries(value).flatMap(([name, held]) => {
    const declared = parts.properties.get(name)
    if (!declared && parts.extra && isReservedName(name)) return [notAllowed(at, name)]
    const part = declared ?? parts.extra
    return part ? find(part, held, at + toPointer([name])) : []
  })
}

/** An error for every `__proto__`, wherever it stands: nobody sends it by accident, and copies of objects lose it. */
export function protoNames(value: Json, at = ''): AjvLikeError[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, held]) =>
    name === '__proto__' ? [notAllowed(at, name)] : protoNames(held, at + toPointer([name])),
  )
}

function notAllowed(instancePath: string, propertyName: string): AjvLikeError {
  return { instancePath, schemaPath: '#', keyword: 'propertyNames', params: { propertyName } }
}
