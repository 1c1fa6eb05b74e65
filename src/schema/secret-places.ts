import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { fromPointer, toPointer } from '#shared/json-pointer.ts'
import { activeParts } from './active-parts.ts'
import type { CompiledForm, SecretField } from './types.ts'
import { placesOf, valueAt } from './value-places.ts'

/** The concrete paths of all secret fields that exist under the chosen branches of `values`. */
export function secretPlaces(form: CompiledForm, values: JsonObject): { path: string[]; field: SecretField }[] {
  const seen = new Set<string>()
  const places: { path: string[]; field: SecretField }[] = []
  for (const field of form.secrets.fields) {
    for (const path of placesOf(values, field.pointer)) {
      const pointer = toPointer(path)
      if (seen.has(pointer) || !inBranch(form.schema, values, field, path)) continue
      seen.add(pointer)
      places.push({ path, field })
    }
  }
  return places
}

/** The tags that `values` chooses in the objects along a path: pointer of the object → its tags, outermost first. */
export function tagsAlong(schema: JsonObject, values: JsonObject, path: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  let here: JsonObject | undefined = schema
  let value: Json | undefined = values
  for (const [depth, part] of path.entries()) {
    if (here && Array.isArray(value)) {
      const items: Json | undefined = own(here, 'items')
      here = isObject(items) ? items : undefined
    } else if (here && isObject(value)) {
      const parts = activeParts(here, value)
      if (parts.tags.size > 0) found.set(toPointer(path.slice(0, depth)), [...parts.tags.values()])
      here = parts.properties.get(part) ?? parts.extra
    } else break
    value = valueAt(value, [part])
  }
  return found
}

/** An object whose tag is missing or unknown counts as holding the secret: showing too little is the safer fault. */
function inBranch(schema: JsonObject, values: JsonObject, field: SecretField, path: readonly string[]): boolean {
  const tags = tagsAlong(schema, values, path)
  return Object.entries(field.branch).every(([union, tag]) => {
    const chosen = tags.get(toPointer(path.slice(0, fromPointer(union).length)))
    return chosen === undefined || chosen.includes(tag)
  })
}
