import { activeParts } from '#schema/active-parts.ts'
import { matches } from '#schema/matches.ts'
import { secretPlaces } from '#schema/secret-places.ts'
import type { CompiledForm } from '#schema/types.ts'
import { withValueAt } from '#schema/value-places.ts'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'

/**
 * Fields with a default that the person emptied. They are sent and stored as `null`, because an absent value would be
 * given its default again (forms.md §7.4). Only a box that held something can be emptied; one that was never filled,
 * such as a field that is new in this version of the type, stays absent. Secrets have rules of their own (forms.md §6).
 */
export interface EmptiedDefaults {
  /** Remembers which boxes hold something now. */
  follow(values: JsonObject): void
  /** `values` with `null` for what was emptied. */
  mark(values: JsonObject): JsonObject
}

interface Field {
  path: string[]
  value: Json | undefined
  hasDefault: boolean
}

interface DefaultField {
  path: string[]
  pointer: string
  value: Json | undefined
}

/** Starts from stored values; also gives them without their nulls, which no box can show. */
export function startEmptiedDefaults(
  form: CompiledForm,
  stored: JsonObject,
): { emptied: EmptiedDefaults; values: JsonObject } {
  const filled = new Set<string>()
  const withoutSecrets = (fields: DefaultField[], now: JsonObject) => {
    if (fields.length === 0) return fields
    const secrets = new Set(secretPlaces(form, now).map(({ path }) => toPointer(path)))
    return fields.filter(({ pointer }) => !secrets.has(pointer))
  }
  const withDefaults = (now: JsonObject): DefaultField[] =>
    fieldsOf(form.schema, now)
      .filter(field => field.hasDefault)
      .map(({ path, value }) => ({ path, value, pointer: toPointer(path) }))
  let values = stored
  const nulls = fieldsOf(form.schema, stored).filter(({ value }) => value === null)
  for (const { path } of nulls) values = withValueAt(values, path, undefined) as JsonObject
  const emptiedOnce = withDefaults(stored).filter(({ value }) => value === null)
  for (const { pointer } of withoutSecrets(emptiedOnce, stored)) filled.add(pointer)
  const emptied: EmptiedDefaults = {
    follow(now) {
      const newlyFilled = withDefaults(now).filter(({ value, pointer }) => value !== undefined && !filled.has(pointer))
      for (const { pointer } of withoutSecrets(newlyFilled, now)) filled.add(pointer)
    },
    mark(now) {
      const gone = withDefaults(now).filter(({ value, pointer }) => value === undefined && filled.has(pointer))
      return withoutSecrets(gone, now).reduce<JsonObject>(
        (result, { path }) => withValueAt(result, path, null) as JsonObject,
        now,
      )
    },
  }
  emptied.follow(values)
  return { emptied, values }
}

/** Every active field that is neither a group nor a list and cannot hold `null` itself; fields of absent groups are none. */
function fieldsOf(schema: JsonObject, values: JsonObject, at: string[] = []): Field[] {
  return [...activeParts(schema, values).properties].flatMap(([name, part]) => {
    const path = [...at, name]
    const value = own(values, name)
    if (isObject(value)) return fieldsOf(part, value, path)
    if (Array.isArray(value)) return rowsOf(part, value, path)
    const group = part['type'] === 'object' || part['type'] === 'array' || Object.hasOwn(part, 'oneOf')
    if ((group && value !== null) || matches(part, null)) return []
    return [{ path, value, hasDefault: !group && own(part, 'default') !== undefined }]
  })
}

function rowsOf(schema: JsonObject, rows: Json[], at: string[]): Field[] {
  const items = own(schema, 'items')
  if (!isObject(items)) return []
  return rows.flatMap((row, i) => (isObject(row) ? fieldsOf(items, row, [...at, String(i)]) : []))
}
