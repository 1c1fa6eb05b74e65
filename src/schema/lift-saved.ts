import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import type { CompiledForm } from './types.ts'
import { isSecretMark } from './value-places.ts'

/** Takes the marks of saved secrets out of values before a form sees them, wherever they stand. */
export function liftSaved(_form: CompiledForm, values: JsonObject): { values: JsonObject; saved: string[] } {
  const saved: string[] = []
  return { values: liftObject(values, [], saved), saved }
}

function liftObject(object: JsonObject, path: string[], saved: string[]): JsonObject {
  const result: JsonObject = {}
  for (const [key, value] of Object.entries(object)) {
    const place = [...path, key]
    if (isSecretMark(value)) saved.push(toPointer(place))
    else result[key] = lift(value, place, saved)
  }
  return result
}

function lift(value: Json, path: string[], saved: string[]): Json {
  if (isObject(value)) return liftObject(value, path, saved)
  if (!Array.isArray(value)) return value
  return value.map((item, i) => {
    if (!isSecretMark(item)) return lift(item, [...path, String(i)], saved)
    saved.push(toPointer([...path, i]))
    return ''
  })
}
