import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { branchesOf, tagNameOf, tagOf } from './active-parts.ts'
import { labelAt } from './field-label.ts'
import type { CompiledForm } from './types.ts'

/** One box of a form, as far as a saved value depends on it. */
export interface FormField {
  /** Into the values; `*` stands for any entry of a list. */
  pointer: string
  /** Tags of the branches it stands in, outermost first. */
  branches: readonly string[]
  label: string
  type: string
  /** Whoever fills in the part around it must fill it in. */
  required: boolean
  secret: boolean
  choices: readonly Json[] | undefined
  start: Json | undefined
  /** Keywords that bound the value. */
  limits: JsonObject
}

const LIMITS =
  'minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems'

interface Place {
  path: readonly string[]
  branches: readonly string[]
  required: boolean
}

/** Every box that a form can show, in all its branches and conditions. What nobody can change is none. */
export function listFields(form: CompiledForm): FormField[] {
  const found = new Map<string, FormField>()
  collect(form.schema, { path: [], branches: [], required: true }, (field, place) => {
    const pointer = toPointer(place.path)
    const key = [pointer, ...place.branches].join(' ')
    if (!found.has(key)) found.set(key, describe(form, field, { ...place, pointer }))
  })
  return [...found.values()]
}

type Take = (schema: JsonObject, place: Place) => void

function collect(schema: JsonObject, place: Place, take: Take): void {
  const properties = own(schema, 'properties')
  const required = own(schema, 'required')
  for (const [name, part] of Object.entries(isObject(properties) ? properties : {})) {
    if (!isObject(part) || Object.hasOwn(part, 'const')) continue
    const isNeeded = place.required && Array.isArray(required) && required.includes(name)
    enter(part, { ...place, path: [...place.path, name], required: isNeeded }, take)
  }
  const tagName = tagNameOf(schema)
  for (const branch of branchesOf(schema)) {
    const tag = tagName === undefined ? '' : String(tagOf(branch, tagName) ?? '')
    collect(branch, { ...place, branches: [...place.branches, tag] }, take)
  }
  const parts = [own(schema, 'allOf'), own(schema, 'then'), own(schema, 'else')].flat()
  for (const part of parts) if (isObject(part)) collect(part, place, take)
}

function enter(part: JsonObject, place: Place, take: Take): void {
  const items = own(part, 'items')
  if (isGroup(part)) collect(part, place, take)
  else if (isObject(items) && isGroup(items)) {
    collect(items, { ...place, path: [...place.path, '*'], required: true }, take)
  } else take(part, place)
}

function isGroup(schema: JsonObject): boolean {
  return isObject(own(schema, 'properties')) || branchesOf(schema).length > 0
}

function describe(form: CompiledForm, schema: JsonObject, place: Place & { pointer: string }): FormField {
  const { pointer, branches, required } = place
  const items = own(schema, 'items')
  const choices = own(schema, 'enum') ?? (isObject(items) ? own(items, 'enum') : undefined)
  return {
    pointer,
    branches,
    label: labelAt(form, pointer),
    type: String(own(schema, 'type') ?? ''),
    required,
    secret: form.secrets.fields.some(field => {
      return field.pointer === pointer && Object.values(field.branch).every(tag => branches.includes(tag))
    }),
    choices: Array.isArray(choices) ? choices : undefined,
    start: own(schema, 'default'),
    limits: Object.fromEntries(
      LIMITS.split(' ').flatMap(key => {
        const value = own(schema, key)
        return value === undefined ? [] : [[key, value]]
      }),
    ),
  }
}
