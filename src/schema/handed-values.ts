import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { activeParts, tagNameOf } from './active-parts.ts'
import { isReservedName } from './names.ts'
import type { CompiledForm } from './types.ts'

/** Names that the compiler itself gives to tags (forms.md §5.1). */
const MADE_TAG = /^x-branch(-\d+)?$/

/**
 * The values as connector code gets them: declared active fields only, defaults filled in, absent texts as `""` and
 * absent booleans as `false` unless `heritageDefaults` is false; tags the compiler made are taken out.
 */
export function handedValues(
  form: CompiledForm,
  values: JsonObject,
  options: { heritageDefaults?: boolean } = {},
): JsonObject {
  return handObject(form.schema, values, options.heritageDefaults ?? true)
}

function handObject(schema: JsonObject, values: JsonObject, heritage: boolean): JsonObject {
  const parts = activeParts(schema, values)
  const tagName = tagNameOf(schema)
  const result: JsonObject = {}
  for (const [name, part] of parts.properties) {
    if (MADE_TAG.test(name) && (name === tagName || parts.tags.has(name))) continue
    const value = handValue(part, own(values, name), heritage)
    if (value !== undefined) result[name] = value
  }
  if (parts.extra) {
    for (const [name, value] of Object.entries(values)) {
      if (parts.properties.has(name) || isReservedName(name)) continue
      const handed = handValue(parts.extra, value, heritage)
      if (handed !== undefined) result[name] = handed
    }
  }
  return result
}

function handValue(schema: JsonObject, value: Json | undefined, heritage: boolean): Json | undefined {
  const start = own(schema, 'default')
  // A stored null is a field that was emptied on purpose: its default does not come back (forms.md §13, D16).
  const held = value === undefined ? start : value
  if (isObject(held)) return handObject(schema, held, heritage)
  if (Array.isArray(held)) {
    const items = own(schema, 'items')
    return isObject(items) ? held.map(item => handValue(items, item, heritage) ?? null) : held
  }
  if (held !== undefined && held !== null) return held
  if (heritage && schema['type'] === 'string') return ''
  if (heritage && schema['type'] === 'boolean') return false
  return undefined
}
