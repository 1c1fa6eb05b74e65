import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { matches } from './matches.ts'
import type { IsValid } from './types.ts'

/** The schemas of an object's fields that hold for a value: its own, its chosen branch's, its met conditions'. */
export interface ActiveParts {
  properties: Map<string, JsonObject>
  required: Set<string>
  /** Tag name → tag of each chosen branch, outermost first. */
  tags: Map<string, string>
  /** The schema of entries with free names, for a map. */
  extra: JsonObject | undefined
}

/**
 * Collects what applies to `value` at this object; conditions are judged by `isValid`. To a condition a field that was
 * emptied, and so is `null`, is as good as absent: that is how it is validated in the end.
 */
export function activeParts(schema: JsonObject, value: JsonObject, isValid: IsValid = matches): ActiveParts {
  const parts: ActiveParts = { properties: new Map(), required: new Set(), tags: new Map(), extra: undefined }
  const bare = withoutNulls(value)
  collect(schema, value, test => isValid(test, bare), parts)
  return parts
}

function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.some(holdsNull) ? value.map(withoutNulls) : value
  if (!isObject(value) || !holdsNull(value)) return value
  const left = Object.entries(value).filter(([, held]) => held !== null)
  return Object.fromEntries(left.map(([name, held]) => [name, withoutNulls(held)]))
}

function holdsNull(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return value === null
  return Array.isArray(value) ? value.some(holdsNull) : Object.values(value).some(holdsNull)
}

/** The branch of a union that the value's tag names, or undefined. */
export function chosenBranch(schema: JsonObject, value: JsonObject): JsonObject | undefined {
  const tagName = tagNameOf(schema)
  if (tagName === undefined) return undefined
  return branchesOf(schema).find(branch => tagOf(branch, tagName) === own(value, tagName))
}

export function branchesOf(schema: JsonObject): JsonObject[] {
  const branches = own(schema, 'oneOf')
  return Array.isArray(branches) ? branches.filter(isObject) : []
}

export function tagNameOf(schema: JsonObject): string | undefined {
  const discriminator = own(schema, 'discriminator')
  const name = isObject(discriminator) ? own(discriminator, 'propertyName') : undefined
  return typeof name === 'string' ? name : undefined
}

/** The constant that marks a branch. */
export function tagOf(branch: JsonObject, tagName: string): Json | undefined {
  const properties = own(branch, 'properties')
  const tag = isObject(properties) ? own(properties, tagName) : undefined
  return isObject(tag) ? own(tag, 'const') : undefined
}

type IsMet = (condition: JsonObject) => boolean

function collect(schema: JsonObject, value: JsonObject, isMet: IsMet, parts: ActiveParts): void {
  const properties = own(schema, 'properties')
  for (const [name, property] of Object.entries(isObject(properties) ? properties : {})) {
    if (!isObject(property)) continue
    const known = parts.properties.get(name)
    parts.properties.set(name, known ? mergeSchemas(known, property) : property)
  }
  const required = own(schema, 'required')
  for (const name of Array.isArray(required) ? required : []) parts.required.add(String(name))
  const extra = own(schema, 'additionalProperties')
  if (isObject(extra)) parts.extra = extra
  const branch = chosenBranch(schema, value)
  const tagName = tagNameOf(schema)
  if (branch && tagName !== undefined) {
    parts.tags.set(tagName, String(tagOf(branch, tagName)))
    collect(branch, value, isMet, parts)
  }
  const conditions = own(schema, 'allOf')
  for (const part of [schema, ...(Array.isArray(conditions) ? conditions.filter(isObject) : [])]) {
    if (part !== schema && !Object.hasOwn(part, 'if')) collect(part, value, isMet, parts)
    const test = own(part, 'if')
    if (!isObject(test)) continue
    const then = own(part, isMet(test) ? 'then' : 'else')
    if (isObject(then)) collect(then, value, isMet, parts)
  }
}

/** Two schemas of one field as one: the later wins, `properties` and `required` add up. */
function mergeSchemas(a: JsonObject, b: JsonObject): JsonObject {
  const merged: JsonObject = { ...a, ...b }
  const [left, right] = [own(a, 'properties'), own(b, 'properties')]
  if (isObject(left) && isObject(right)) {
    const properties: JsonObject = { ...left }
    for (const [name, property] of Object.entries(right)) {
      const known = own(left, name)
      properties[name] = isObject(known) && isObject(property) ? mergeSchemas(known, property) : property
    }
    merged['properties'] = properties
  }
  for (const key of ['required', 'allOf']) {
    const [first, second] = [own(a, key), own(b, key)]
    if (Array.isArray(first) && Array.isArray(second)) merged[key] = [...first, ...second]
  }
  return merged
}
