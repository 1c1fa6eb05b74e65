import { isObject, type Json } from '#shared/json.ts'

/** Shorter texts are words such as `eu` or `true`: hiding them would hide nothing and garble the message. */
const SHORTEST_TYPED = 5

/** Every text somebody typed, for taking it out of what others may read. */
export function typedTexts(value: Json): string[] {
  if (typeof value === 'string') return value.length >= SHORTEST_TYPED ? [value] : []
  if (Array.isArray(value)) return value.flatMap(typedTexts)
  return isObject(value) ? Object.values(value).flatMap(typedTexts) : []
}
