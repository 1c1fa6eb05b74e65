import { isObject, type JsonObject, own } from '#shared/json.ts'
import { cleanNames } from './clean-names.ts'
import { type Draft, isDraft, requiredOf, typeOf } from './draft.ts'

/** Every keyword that can stand in an emitted schema (forms.md §1); `not` and `anyOf` inside `if` only. */
export const EMITTED_KEYWORDS: readonly string[] =
  'type properties required items enum const default minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems uniqueItems minProperties maxProperties propertyNames additionalProperties oneOf discriminator allOf if then else'.split(
    ' ',
  )

const BY_TYPE: Record<string, readonly string[]> = {
  string: ['minLength', 'maxLength', 'pattern'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  boolean: [],
  array: ['minItems', 'maxItems', 'uniqueItems'],
  object: ['minProperties', 'maxProperties'],
}

/** Phase 9, one half: the wordless schema that validators are built from. Keys stand in the order of the allow-list. */
export function emitSchema(draft: Draft): JsonObject {
  const type = typeOf(draft)
  const schema: JsonObject = {}
  if (type !== undefined) schema['type'] = type
  if (type === undefined || type === 'object') emitFields(draft, schema)
  if (type === 'array') schema['items'] = draft.items ? emitSchema(draft.items) : { type: 'string' }
  if (type !== undefined) emitValues(draft, schema)
  for (const key of BY_TYPE[type ?? ''] ?? []) {
    const value = own(draft.keys, key)
    if (value !== undefined) schema[key] = value
  }
  if (type !== undefined && type !== 'object') return schema
  const names = own(draft.keys, 'propertyNames')
  if (isDraft(draft.extra)) {
    if (isObject(names)) schema['propertyNames'] = cleanNames(names)
    schema['additionalProperties'] = emitSchema(draft.extra)
  }
  emitUnion(draft, schema)
  emitConditions(draft, schema)
  return schema
}

function emitFields(draft: Draft, schema: JsonObject): void {
  const isPart = typeOf(draft) === undefined
  if (draft.properties || (!isPart && !isDraft(draft.extra))) {
    const properties: JsonObject = {}
    for (const [name, property] of draft.properties ?? []) properties[name] = emitSchema(property)
    schema['properties'] = properties
  }
  const required = requiredOf(draft)
  if (required.length > 0) schema['required'] = required
}

function emitValues(draft: Draft, schema: JsonObject): void {
  const { keys } = draft
  const [fixed, choices, start] = [own(keys, 'const'), own(keys, 'enum'), own(keys, 'default')]
  if (fixed !== undefined) schema['const'] = fixed
  else if (Array.isArray(choices)) schema['enum'] = choices
  if (start !== undefined && start !== null) schema['default'] = start
}

function emitUnion(draft: Draft, schema: JsonObject): void {
  const { union } = draft
  if (!union) return
  schema['type'] = 'object'
  schema['oneOf'] = union.branches.map(emitSchema)
  if (union.tag !== undefined) schema['discriminator'] = { propertyName: union.tag }
}

function emitConditions(draft: Draft, schema: JsonObject): void {
  const entries = draft.conditions.flatMap(({ when, met, unmet }) => {
    const parts = [
      ['then', met],
      ['else', unmet],
    ] as const
    const emitted = parts.flatMap(([key, part]) => {
      const made = part ? emitSchema(part) : {}
      return saysSomething(made) ? [[key, made] as const] : []
    })
    return emitted.length > 0 ? [{ if: when, ...Object.fromEntries(emitted) }] : []
  })
  if (entries.length > 0) schema['allOf'] = entries
}

function saysSomething({ properties, ...rest }: JsonObject): boolean {
  return Object.keys(rest).length > 0 || (isObject(properties) && Object.keys(properties).length > 0)
}
