import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EMITTED_KEYWORDS } from '#schema/emit-schema.ts'
import { isObject, type Json, type JsonObject } from '#shared/json.ts'

const SUITE = join(import.meta.dirname, '..', '..', '..', 'test', 'suites', 'json-schema-draft7', 'draft7')

/** What a compiled form can hold. `not` and `anyOf` stand inside `if`; words are no keywords, but the suite has some. */
const ASKED = new Set([...EMITTED_KEYWORDS, 'not', 'anyOf', '$comment'])

/** Keywords whose value is one schema, a list of schemas, or a map of schemas. */
const BELOW = {
  one: ['items', 'additionalProperties', 'propertyNames', 'not', 'if', 'then', 'else'],
  list: ['oneOf', 'anyOf', 'allOf'],
  map: ['properties'],
} as const

/** One schema of the suite and the values that were judged by its authors. */
export interface SuiteGroup {
  /** `required.json: required validation`. */
  name: string
  schema: JsonObject
  cases: { name: string; value: Json; valid: boolean }[]
}

interface Suite {
  groups: SuiteGroup[]
  /** Why groups were left out → how many cases that were. */
  left: Map<string, number>
}

/** The vendored suite without the groups that ask for something no compiled form has. */
export async function readSuite(): Promise<Suite> {
  const suite: Suite = { groups: [], left: new Map() }
  const names = (await readdir(SUITE, { recursive: true })).filter(name => name.endsWith('.json')).toSorted()
  for (const name of names) {
    const groups = JSON.parse(await readFile(join(SUITE, name), 'utf8')) as RawGroup[]
    for (const { description, schema, tests } of groups) {
      const reason = reasonToLeave(schema)
      if (reason !== undefined) {
        suite.left.set(reason, (suite.left.get(reason) ?? 0) + tests.length)
        continue
      }
      const cases = tests.map(test => ({ name: test.description, value: test.data, valid: test.valid }))
      suite.groups.push({ name: `${name}: ${description}`, schema: schema as JsonObject, cases })
    }
  }
  return suite
}

interface RawGroup {
  description: string
  schema: Json
  tests: { description: string; data: Json; valid: boolean }[]
}

/** The first thing in a schema that no compiled form has; undefined when it has nothing of the kind. */
export function reasonToLeave(schema: Json): string | undefined {
  if (typeof schema === 'boolean') return 'a boolean in place of a schema'
  if (!isObject(schema)) return 'a list in place of a schema'
  const foreign = Object.keys(schema).find(key => !ASKED.has(key))
  if (foreign !== undefined) return foreign
  for (const part of partsOf(schema)) {
    const reason = reasonToLeave(part)
    if (reason !== undefined) return reason
  }
  return undefined
}

function partsOf(schema: JsonObject): Json[] {
  const given = (keys: readonly string[]) =>
    keys.flatMap(key => (Object.hasOwn(schema, key) ? [schema[key] ?? null] : []))
  return [
    ...given(BELOW.one),
    ...given(BELOW.list).flatMap(list => (Array.isArray(list) ? list : [])),
    ...given(BELOW.map).flatMap(map => (isObject(map) ? Object.values(map) : [])),
  ]
}
