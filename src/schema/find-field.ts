import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { fromPointer, toPointer } from '#shared/json-pointer.ts'
import { activeParts } from './active-parts.ts'
import { fieldAt } from './field-at.ts'
import type { CompiledForm } from './types.ts'

/**
 * The pointer of the field that connector code means, under the branches and conditions that `values` chooses. Code
 * names a field by its pointer, by its way (`auth.password`, `servers[0].name`), or by the end of that way when only
 * one field ends so. What names none stays as it is.
 */
export function findField(form: CompiledForm, values: JsonObject, pointer: string): string {
  const path = fromPointer(pointer)
  const [name] = path
  if (name === undefined || path.length > 1 || fieldAt(form, values, path)) return pointer
  const way = name.replace(/\[(\d{1,6})\]/g, '.$1').split('.')
  if (way.length > 1 && isThere(form, values, way)) return toPointer(way)
  const found = placesOf(form.schema, values, []).filter(place => endsWith(place, [name]) || endsWith(place, way))
  const [only] = found
  return only && found.length === 1 ? toPointer(only) : pointer
}

/** An entry of a list is there when the list has as many. */
function isThere(form: CompiledForm, values: JsonObject, path: string[]): boolean {
  let value: Json | undefined = values
  for (const part of path) {
    if (Array.isArray(value) && !(Number(part) < value.length)) return false
    value = Array.isArray(value) ? value[Number(part)] : isObject(value) ? own(value, part) : undefined
  }
  return fieldAt(form, values, path) !== undefined
}

/** Every field on show, in groups and in entries of lists too. */
function placesOf(schema: JsonObject, value: Json | undefined, at: string[]): string[][] {
  const items = own(schema, 'items')
  if (Array.isArray(value)) {
    return isObject(items) ? value.flatMap((entry, i) => placesOf(items, entry, [...at, String(i)])) : []
  }
  const here = isObject(value) ? value : {}
  return [...activeParts(schema, here).properties].flatMap(([name, part]) => {
    const path = [...at, name]
    return [path, ...placesOf(part, own(here, name), path)]
  })
}

function endsWith(path: readonly string[], end: readonly string[]): boolean {
  return path.length >= end.length && end.every((part, i) => path[path.length - end.length + i] === part)
}
