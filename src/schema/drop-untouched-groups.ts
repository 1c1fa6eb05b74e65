import { isObject, type Json, type JsonObject, jsonEqual, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { activeParts, branchesOf, tagNameOf, tagOf } from './active-parts.ts'
import { matches } from './matches.ts'
import type { IsValid } from './types.ts'

export interface GroupOptions {
  /** Must be able to judge any part of the schema. */
  isValid?: IsValid
  /** Pointers of stored secrets that are kept: a group that holds one is in use. */
  kept?: readonly string[]
}

/**
 * Leaves out every optional object or union that still equals its default state and fails validation: nobody
 * touched it, so it counts as absent (forms.md §7.3).
 */
export function dropUntouchedGroups(schema: JsonObject, values: JsonObject, options: GroupOptions = {}): JsonObject {
  return dropIn(schema, values, { isValid: options.isValid ?? matches, kept: options.kept ?? [], at: '' })
}

interface Walk {
  isValid: IsValid
  kept: readonly string[]
  at: string
}

function dropIn(schema: JsonObject, values: JsonObject, walk: Walk): JsonObject {
  const parts = activeParts(schema, values)
  let result = values
  for (const [name, part] of parts.properties) {
    const value = own(result, name)
    if (value === undefined) continue
    const at = walk.at + toPointer([name])
    const inUse = parts.required.has(name) || walk.kept.some(pointer => pointer.startsWith(`${at}/`))
    if (isObject(value) && !inUse && isUntouched(part, value) && !walk.isValid(part, value)) {
      const { [name]: _untouched, ...rest } = result
      result = rest
      continue
    }
    const cleaned = drop(part, value, { ...walk, at })
    if (cleaned !== value) result = { ...result, [name]: cleaned }
  }
  return result
}

function drop(schema: JsonObject, value: Json, walk: Walk): Json {
  if (isObject(value)) return dropIn(schema, value, walk)
  const items = own(schema, 'items')
  if (!Array.isArray(value) || !isObject(items)) return value
  const dropped = value.map((item, i) => drop(items, item, { ...walk, at: walk.at + toPointer([i]) }))
  return dropped.some((item, i) => item !== value[i]) ? dropped : value
}

/** True when `value` holds nothing but what the form fills in by itself. */
function isUntouched(schema: JsonObject, value: JsonObject): boolean {
  const parts = activeParts(schema, value)
  const firstTag = firstTagOf(schema)
  return Object.entries(value).every(([name, held]) => {
    if (firstTag && name === firstTag.name) return held === firstTag.tag
    const part = parts.properties.get(name)
    if (!part) return false
    const start = own(part, 'default')
    if (start !== undefined) return jsonEqual(start, held)
    if (isObject(held)) return isUntouched(part, held)
    return Array.isArray(held) && held.length === 0
  })
}

function firstTagOf(schema: JsonObject): { name: string; tag: Json | undefined } | undefined {
  const name = tagNameOf(schema)
  const first = branchesOf(schema)[0]
  return name === undefined || !first ? undefined : { name, tag: tagOf(first, name) }
}
