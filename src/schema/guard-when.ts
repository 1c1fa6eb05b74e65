import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import { type KeepingPatterns, keepPattern } from './keep-pattern.ts'

/** The test without patterns that cannot be kept: it is tried at every keystroke (forms.md §10.4). */
export function guardWhen(when: JsonObject, at: string, keeping: KeepingPatterns): JsonObject {
  const entries = Object.entries(when).flatMap(([key, value]): [string, Json][] => {
    if (key === 'const' || key === 'enum' || key === 'required') return [[key, value]]
    if (key === 'pattern' && typeof value === 'string') {
      const pattern = keepPattern(value, at, keeping)
      return pattern === undefined ? [] : [[key, pattern]]
    }
    return [[key, guardParts(key, value, { at, keeping })]]
  })
  return Object.fromEntries(entries)
}

function guardParts(key: string, value: Json, { at, keeping }: { at: string; keeping: KeepingPatterns }): Json {
  if (Array.isArray(value)) return value.map(part => (isObject(part) ? guardWhen(part, at, keeping) : part))
  if (!isObject(value)) return value
  if (key !== 'properties') return guardWhen(value, at, keeping)
  const parts = Object.entries(value).map(([name, part]): [string, Json] => {
    return [name, isObject(part) ? guardWhen(part, at, keeping) : part]
  })
  return Object.fromEntries(parts)
}
