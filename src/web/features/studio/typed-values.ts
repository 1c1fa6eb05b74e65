import { activeParts } from '#schema/active-parts.ts'
import { labelAt } from '#schema/field-label.ts'
import { repairTags } from '#schema/repair-tags.ts'
import type { CompiledForm } from '#schema/types.ts'
import { isObject, type Json, type JsonObject, jsonEqual, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'

/** What a person typed into a form whose schema changes under his hands. Lives in the page only. */
export interface TypedValues {
  readonly values: JsonObject
  /** What the fields were called that held something, by pointer. */
  readonly labels: ReadonlyMap<string, string>
}

export const NOTHING_TYPED: TypedValues = { values: {}, labels: new Map() }

/**
 * `memory` with what stands in `form` now. Fields that the form does not have, or does not show, keep what they held;
 * what equals a default was not typed, so that a new default shows.
 */
export function rememberTyped(memory: TypedValues, form: CompiledForm, values: JsonObject): TypedValues {
  const merged = remember(form.schema, memory.values, values)
  const labels = new Map(memory.labels)
  for (const pointer of leavesOf(form.schema, merged)) labels.set(pointer, labelAt(form, pointer))
  return { values: merged, labels }
}

/** What of it goes into `form`, and the names of the fields whose values have no place in it. */
export function fitTyped({ values, labels }: TypedValues, form: CompiledForm): { values: JsonObject; lost: string[] } {
  const lost: string[] = []
  const fitting = fitObject(form.schema, repairTags(form, values), [], lost)
  return { values: fitting, lost: [...new Set(lost.map(pointer => labelOf(pointer, labels)))] }
}

/** A part of a list is called as its list. */
function labelOf(pointer: string, labels: TypedValues['labels']): string {
  const above = pointer.slice(0, pointer.lastIndexOf('/'))
  return labels.get(pointer) ?? (above === '' ? pointer.slice(1) : labelOf(above, labels))
}

function remember(schema: JsonObject, before: JsonObject, now: JsonObject): JsonObject {
  const result = { ...before }
  const { properties, extra } = activeParts(schema, now)
  for (const [name, part] of properties) {
    const value = own(now, name)
    const kept = own(before, name)
    const inner = isObject(value) ? remember(part, isObject(kept) ? kept : {}, value) : value
    if (inner === undefined || isUntyped(part, inner)) delete result[name]
    else result[name] = inner
  }
  return extra ? { ...now, ...result } : result
}

/** The tag of a branch tells which one was chosen, so it counts as typed. */
function isUntyped(part: JsonObject, value: Json): boolean {
  if (isObject(value)) return Object.keys(value).length === 0
  const preset = own(part, 'default')
  return preset !== undefined && !Object.hasOwn(part, 'const') && jsonEqual(preset, value)
}

function fitObject(schema: JsonObject, values: JsonObject, path: string[], lost: string[]): JsonObject {
  const { properties, extra } = activeParts(schema, values)
  const declared = namesIn(schema)
  const result: JsonObject = {}
  for (const [name, value] of Object.entries(values)) {
    const at = [...path, name]
    const part = properties.get(name) ?? extra
    const fitting = part && fitValue(part, value, at, lost)
    if (fitting !== undefined) result[name] = fitting
    // What only another branch shows comes back with that branch.
    else if (!part && !declared.has(name)) lost.push(...pointersIn(value, at))
  }
  return result
}

function fitValue(part: JsonObject, value: Json, path: string[], lost: string[]): Json | undefined {
  const constant = own(part, 'const')
  if (constant !== undefined) return jsonEqual(constant, value) ? value : undefined
  const choices = own(part, 'enum')
  const type = own(part, 'type')
  if (isObject(value) && (type === 'object' || Object.hasOwn(part, 'oneOf'))) return fitObject(part, value, path, lost)
  if (Array.isArray(value) && type === 'array') {
    const items = own(part, 'items')
    return isObject(items) ? value.map(item => fitValue(items, item, path, lost) ?? null) : value
  }
  const fitting = Array.isArray(choices) ? choices.find(choice => jsonEqual(choice, value)) : fitScalar(type, value)
  if (fitting === undefined) lost.push(...pointersIn(value, path))
  return fitting
}

/** Numbers are typed as text, so text may stay in a box for numbers: the form says what is wrong with it. */
function fitScalar(type: Json | undefined, value: Json): Json | undefined {
  if (typeof value === 'object') return undefined
  if (type === 'boolean') return typeof value === 'boolean' ? value : undefined
  if (typeof value === 'boolean') return undefined
  if (type === 'string') return String(value)
  if (type !== 'number' && type !== 'integer') return undefined
  return typeof value === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : value
}

/** Names that the object may have under any of its branches and conditions. */
function namesIn(schema: JsonObject): Set<string> {
  const properties = own(schema, 'properties')
  const names = new Set(isObject(properties) ? Object.keys(properties) : [])
  const parts = [own(schema, 'oneOf'), own(schema, 'allOf'), own(schema, 'then'), own(schema, 'else')].flat()
  for (const part of parts) if (isObject(part)) for (const name of namesIn(part)) names.add(name)
  return names
}

function leavesOf(schema: JsonObject, values: JsonObject, path: string[] = []): string[] {
  const { properties, extra } = activeParts(schema, values)
  return Object.entries(values).flatMap(([name, value]) => {
    const part = properties.get(name) ?? extra
    if (!part || Object.hasOwn(part, 'const')) return []
    return isObject(value) ? leavesOf(part, value, [...path, name]) : [toPointer([...path, name])]
  })
}

function pointersIn(value: Json, path: string[]): string[] {
  if (!isObject(value)) return [toPointer(path)]
  return Object.entries(value).flatMap(([name, inner]) => pointersIn(inner, [...path, name]))
}
