import { isObject, type Json, type JsonObject, jsonEqual } from '#shared/json.ts'

/**
 * Stands in for RJSF's merge of an `allOf`, which in a compiled form holds what met conditions add (forms.md §6): all
 * required names, the tightest bounds, the choices that both sides give. A condition that repeats a union adds to its
 * branches, where RJSF crosses them and so draws ones that nobody declared. Everything else stays as declared first.
 */
export default function mergeAllOf({ allOf, ...rest }: JsonObject): JsonObject {
  const parts = Array.isArray(allOf) ? allOf.filter(isObject) : []
  return parts.map(mergeAllOf).reduce(mergeParts, rest)
}

function mergeParts(first: JsonObject, second: JsonObject): JsonObject {
  const merged: JsonObject = { ...first }
  for (const [key, value] of Object.entries(second)) {
    const known = first[key]
    merged[key] = known === undefined ? value : mergeKeyword(key, known, value)
  }
  return merged
}

const HIGHEST = /^(minimum|exclusiveMinimum|min[A-Z]\w+)$/
const LOWEST = /^(maximum|exclusiveMaximum|max[A-Z]\w+)$/

function mergeKeyword(key: string, first: Json, second: Json): Json {
  if (key === 'properties' && isObject(first) && isObject(second)) return mergeProperties(first, second)
  if (isObject(first) && isObject(second)) return mergeParts(first, second)
  if (Array.isArray(first) && Array.isArray(second)) {
    if (key === 'required') return [...new Set([...first, ...second])]
    if (key === 'enum') return first.filter(value => second.some(other => jsonEqual(value, other)))
    if (key === 'allOf') return [...first, ...second.filter(value => !first.some(other => jsonEqual(value, other)))]
    if (key === 'oneOf' && first.length === second.length) return first.map((part, i) => mergeBranch(part, second[i]))
  }
  if (typeof first === 'number' && typeof second === 'number') {
    if (HIGHEST.test(key)) return Math.max(first, second)
    if (LOWEST.test(key)) return Math.min(first, second)
  }
  return first
}

function mergeBranch(first: Json, second: Json | undefined): Json {
  return isObject(first) && isObject(second) ? mergeParts(first, second) : first
}

function mergeProperties(first: JsonObject, second: JsonObject): JsonObject {
  const merged: JsonObject = { ...first }
  for (const [name, part] of Object.entries(second)) {
    const known = first[name]
    merged[name] = isObject(known) && isObject(part) ? mergeParts(known, part) : part
  }
  return merged
}
