import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import { fromPointer, toPointer } from '#shared/json-pointer.ts'
import type { CompiledForm } from './types.ts'
import { isSecretMark } from './value-places.ts'

interface Lifting {
  /** Pointers of secrets that are entries themselves: of a list, or of a map. */
  entries: string[][]
  saved: string[]
}

/**
 * Takes the marks of saved secrets out of values before a form sees them, wherever they stand. An entry of a list or
 * a map stays as an empty text, or it would be gone.
 */
export function liftSaved(form: CompiledForm, values: JsonObject): { values: JsonObject; saved: string[] } {
  const pointers = form.secrets.fields.map(field => fromPointer(field.pointer))
  const lifting: Lifting = { entries: pointers.filter(parts => parts.at(-1) === '*'), saved: [] }
  return { values: liftObject(values, [], lifting), saved: lifting.saved }
}

function liftObject(object: JsonObject, path: string[], lifting: Lifting): JsonObject {
  const result: JsonObject = {}
  for (const [key, value] of Object.entries(object)) {
    const place = [...path, key]
    if (!isSecretMark(value)) result[key] = lift(value, place, lifting)
    else {
      lifting.saved.push(toPointer(place))
      if (lifting.entries.some(parts => covers(parts, place))) result[key] = ''
    }
  }
  return result
}

function covers(parts: string[], path: string[]): boolean {
  return parts.length === path.length && parts.every((part, i) => part === '*' || part === path[i])
}

function lift(value: Json, path: string[], lifting: Lifting): Json {
  if (isObject(value)) return liftObject(value, path, lifting)
  if (!Array.isArray(value)) return value
  return value.map((item, i) => {
    if (!isSecretMark(item)) return lift(item, [...path, String(i)], lifting)
    lifting.saved.push(toPointer([...path, i]))
    return ''
  })
}
