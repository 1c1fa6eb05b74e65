import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { isReservedName } from './names.ts'
import type { Atom } from './visibility.ts'

/** The `if` for atoms whose paths start at the object it stands on. Absent values never hold by accident. */
export function whenOf(atoms: Pick<Atom, 'path' | 'test' | 'mode'>[]): JsonObject {
  const plain: JsonObject = {}
  const others: JsonObject[] = []
  for (const { path, test, mode } of atoms) {
    if (mode === 'is') addTest(plain, path, test)
    else if (mode === 'not') others.push({ not: addTest({}, path, test) })
    else others.push({ anyOf: [addTest({}, path, test), { not: addTest({}, path, {}) }] })
  }
  const parts = Object.keys(plain).length > 0 ? [plain, ...others] : others
  const [only] = parts
  return cleanWhen(only && parts.length === 1 ? only : { allOf: parts })
}

/** Adds "present, and passes `test`" for a path to an object schema, and gives it back. */
function addTest(schema: JsonObject, path: readonly string[], test: JsonObject): JsonObject {
  const [name, ...rest] = path
  if (name === undefined) return schema
  const before = own(schema, 'properties')
  const properties: JsonObject = isObject(before) ? { ...before } : {}
  const known = own(properties, name)
  if (rest.length > 0) properties[name] = addTest(isObject(known) ? { ...known } : {}, rest, test)
  else properties[name] = isObject(known) ? { allOf: [known, test] } : test
  const required = own(schema, 'required')
  const names = Array.isArray(required) ? required : []
  schema['properties'] = properties
  schema['required'] = names.includes(name) ? names : [...names, name]
  return schema
}

const LISTS = new Set(['allOf', 'anyOf', 'oneOf'])
const NUMBERS = new Set(
  'minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems minProperties maxProperties'.split(
    ' ',
  ),
)
const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'])

/** A test with keywords of the allow-list only, in any depth, and with values Ajv accepts. */
export function cleanWhen(when: JsonObject): JsonObject {
  const clean: JsonObject = {}
  for (const [key, value] of Object.entries(when)) {
    const kept = cleanKeyword(key, value)
    if (kept !== undefined) clean[key] = kept
  }
  return clean
}

/** Keywords that say something about a test and test nothing. */
const SAYING = new Set('title description default examples $comment options format then else'.split(' '))

/** True when cleaning a test took something out of it that tests. */
export function losesTest(written: Json, clean: Json): boolean {
  if (Array.isArray(written) && Array.isArray(clean)) {
    return written.length !== clean.length || written.some((part, i) => losesTest(part, clean[i] ?? null))
  }
  if (!isObject(written) || !isObject(clean)) return false
  return Object.entries(written).some(([key, part]) => {
    if (!Object.hasOwn(clean, key)) return !SAYING.has(key) && !key.startsWith('x-') && !key.startsWith('ui:')
    return key !== 'const' && key !== 'enum' && losesTest(part, clean[key] ?? null)
  })
}

function cleanKeyword(key: string, value: Json): Json | undefined {
  if (key === 'const') return value
  if (key === 'enum') return Array.isArray(value) && value.length > 0 ? distinct(value) : undefined
  if (key === 'required')
    return Array.isArray(value) && value.every(isText) ? distinct(value.filter(isUsable)) : undefined
  if (key === 'type') return isType(value) ? value : undefined
  if (key === 'pattern') return isText(value) ? value : undefined
  if (key === 'uniqueItems') return typeof value === 'boolean' ? value : undefined
  if (NUMBERS.has(key)) return isBound(key, value) ? value : undefined
  if (LISTS.has(key)) {
    const parts = Array.isArray(value) ? value.filter(isObject).map(cleanWhen) : []
    return parts.length > 0 ? parts : undefined
  }
  if (key === 'properties' && isObject(value)) {
    const entries = Object.entries(value).filter(([name, part]) => isObject(part) && isUsable(name))
    return Object.fromEntries(entries.map(([name, part]) => [name, isObject(part) ? cleanWhen(part) : {}]))
  }
  return (key === 'not' || key === 'items') && isObject(value) ? cleanWhen(value) : undefined
}

function isUsable(name: string): boolean {
  return name !== '' && !isReservedName(name)
}

function isText(value: Json): value is string {
  return typeof value === 'string'
}

function isType(value: Json): boolean {
  return Array.isArray(value)
    ? value.length > 0 && value.every(isType) && new Set(value).size === value.length
    : isText(value) && TYPES.has(value)
}

function isBound(key: string, value: Json): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false
  if (key === 'multipleOf') return value > 0
  return /^(?:min|max)(?:Length|Items|Properties)$/.test(key) ? Number.isInteger(value) && value >= 0 : true
}

function distinct(values: Json[]): Json[] {
  const seen = new Set<string>()
  return values.filter(value => {
    const text = JSON.stringify(value)
    if (seen.has(text)) return false
    seen.add(text)
    return true
  })
}

/** The test with every property it looks at required, or it would hold for absent values. */
export function withPresence(when: JsonObject): JsonObject {
  const result: JsonObject = { ...when }
  const properties = own(when, 'properties')
  if (isObject(properties)) {
    const names = Object.keys(properties)
    const required = own(when, 'required')
    const known = Array.isArray(required) ? required : []
    const inner = names.map(name => {
      const part = properties[name]
      return [name, isObject(part) ? withPresence(part) : {}] as const
    })
    result['properties'] = Object.fromEntries(inner)
    if (names.length > 0) result['required'] = [...known, ...names.filter(name => !known.includes(name))]
  }
  for (const key of LISTS) {
    const parts = own(when, key)
    if (Array.isArray(parts)) result[key] = parts.map(part => (isObject(part) ? withPresence(part) : part))
  }
  return result
}
