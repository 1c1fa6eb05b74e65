import type { JsonObject } from '#shared/json.ts'
import { atPointer } from '#shared/json-pointer.ts'

/** First pointer that hits a text with something in it; an empty value counts as absent. */
export function textAt(answer: JsonObject, pointers: readonly string[]): string | undefined {
  for (const pointer of pointers) {
    const value = atPointer(answer, pointer)
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    if (typeof value === 'number') return String(value)
  }
  return undefined
}
