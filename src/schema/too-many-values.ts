import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import type { AjvLikeError } from './types.ts'

/** Of one list or map. Whether entries are the same, and where their secrets are stored, takes the square of this. */
const MOST_ENTRIES = 1_000

/** Of all fields and entries together. */
const MOST_VALUES = 20_000

/** An error for every list or map that is too long to be judged in a moment, or one for all when they are too many. */
export function tooManyValues(values: JsonObject): AjvLikeError[] {
  const found: AjvLikeError[] = []
  const open: { value: Json; at: string }[] = [{ value: values, at: '' }]
  let count = 0
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, at } = next
    if (!Array.isArray(value) && !isObject(value)) continue
    const names = Object.keys(value)
    if (names.length > MOST_ENTRIES) {
      found.push(tooMany(at, Array.isArray(value) ? 'maxItems' : 'maxProperties', MOST_ENTRIES))
      continue
    }
    count += names.length
    if (count > MOST_VALUES) return [tooMany('', 'maxProperties', MOST_VALUES)]
    for (const [name, part] of Object.entries(value)) open.push({ value: part, at: at + toPointer([name]) })
  }
  return found
}

function tooMany(instancePath: string, keyword: string, limit: number): AjvLikeError {
  return { instancePath, schemaPath: '#', keyword, params: { limit } }
}
