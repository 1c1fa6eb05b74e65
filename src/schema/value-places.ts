import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import { fromPointer } from '#shared/json-pointer.ts'

/** Marks a stored secret in values that leave the server (flow-format.md §2.9). */
export const SECRET_MARK: JsonObject = { $secret: { set: true } }

export function isSecretMark(value: Json | undefined): boolean {
  return isObject(value) && isObject(value['$secret']) && Object.keys(value).length === 1
}

/** Every concrete path in `values` that a pointer with `*` names; the last part need not exist. */
export function placesOf(values: Json | undefined, pointer: string): string[][] {
  let places: { path: string[]; value: Json | undefined }[] = [{ path: [], value: values }]
  const parts = fromPointer(pointer)
  for (const part of parts) {
    places = places.flatMap(({ path, value }) => {
      if (part !== '*') return value === undefined ? [] : [{ path: [...path, part], value: stepInto(value, part) }]
      const keys = Array.isArray(value) ? value.map((_, i) => String(i)) : isObject(value) ? Object.keys(value) : []
      return keys.map(key => ({ path: [...path, key], value: stepInto(value, key) }))
    })
  }
  return places.map(place => place.path)
}

export function valueAt(values: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(stepInto, values)
}

function stepInto(value: Json | undefined, part: string): Json | undefined {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(part) ? value[Number(part)] : undefined
  return isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined
}

/** A copy of `values` with `value` at `path`; undefined removes it. Missing parents are made as objects. */
export function withValueAt(values: Json | undefined, path: readonly string[], value: Json | undefined): Json {
  const [head, ...rest] = path
  if (head === undefined) return value ?? null
  if (Array.isArray(values)) {
    return values.map((item, i) => (String(i) === head ? withValueAt(item, rest, value) : item))
  }
  const copy: JsonObject = isObject(values) ? { ...values } : {}
  if (rest.length > 0) {
    if (value === undefined && !Object.hasOwn(copy, head)) return copy
    copy[head] = withValueAt(Object.hasOwn(copy, head) ? copy[head] : undefined, rest, value)
  } else if (value === undefined) delete copy[head]
  else copy[head] = value
  return copy
}
