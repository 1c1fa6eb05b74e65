import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'

const HEAD = `// Made from docs/openapi.json: vitest -u test/client-types writes it anew.`
const PLAIN: Record<string, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
}

/** Of shapes that are written already, by what they look like. */
type Names = Map<string, string>

/**
 * TypeScript for what the operations with one of these tags take and give: `ReadCredentialsBody`, `…Answer`. Each shape
 * is written once: under its name in `named`, which several operations share, or under that of its first operation.
 */
export function clientTypes(document: JsonObject, tags: readonly string[], named: Record<string, JsonObject>): string {
  const names: Names = new Map()
  const declare = (name: string, schema: JsonObject) => {
    const line = `export type ${name} = ${typeOf(schema, '', names)}`
    if (own(schema, 'type') === 'object') names.set(objectType(schema, '', new Map()), name)
    return line
  }
  const shared = Object.entries({ Problem: problemOf(document), ...named }).map(([name, schema]) =>
    declare(name, schema),
  )
  const types = operationsOf(document, tags).flatMap(({ operation, id }) => {
    const name = id.charAt(0).toUpperCase() + id.slice(1)
    const body = schemaIn(own(operation, 'requestBody') ?? null)
    const [, good = null] =
      Object.entries(objectAt(operation, 'responses')).find(([code]) => code.startsWith('2')) ?? []
    return [...(body ? [declare(`${name}Body`, body)] : []), declare(`${name}Answer`, schemaIn(good) ?? {})]
  })
  return `${[HEAD, ...shared, ...types].join('\n\n')}\n`
}

/** Method and path of each operation with one of these tags, by its id. */
export function clientCalls(document: JsonObject, tags: readonly string[]): Record<string, [string, string]> {
  const all = operationsOf(document, tags)
  return Object.fromEntries(all.map(({ id, method, path }) => [id, [method.toUpperCase(), path]]))
}

function operationsOf(document: JsonObject, tags: readonly string[]) {
  return Object.entries(objectAt(document, 'paths')).flatMap(([path, methods]) =>
    Object.entries(isObject(methods) ? methods : {}).flatMap(([method, operation]) => {
      if (!isObject(operation)) return []
      const listed = own(operation, 'tags')
      const wanted = Array.isArray(listed) && listed.some(tag => tags.includes(String(tag)))
      return wanted ? [{ path, method, operation, id: String(own(operation, 'operationId')) }] : []
    }),
  )
}

/** Every operation answers a failure with the same document. */
function problemOf(document: JsonObject): JsonObject {
  const [first] = operationsOf(document, ['credentials'])
  const problem = first && schemaIn(own(objectAt(first.operation, 'responses'), '4XX') ?? null)
  if (!problem) throw new Error('the document describes no failure')
  return problem
}

/** The schema of a body or an answer, in its only content type. */
function schemaIn(value: Json): JsonObject | undefined {
  const [content] = isObject(value) ? Object.values(objectAt(value, 'content')) : []
  const schema = isObject(content) ? own(content, 'schema') : undefined
  return isObject(schema) ? schema : undefined
}

function typeOf(schema: Json, indent: string, names: Names): string {
  if (!isObject(schema)) return 'unknown'
  const choices = own(schema, 'anyOf')
  if (Array.isArray(choices)) return choices.map(choice => typeOf(choice, indent, names)).join(' | ')
  const listed = own(schema, 'enum')
  if (Array.isArray(listed)) return listed.map(value => literal(value)).join(' | ')
  const only = own(schema, 'const')
  if (only !== undefined) return literal(only)
  const type = own(schema, 'type')
  if (type === 'array') return listOf(typeOf(own(schema, 'items') ?? {}, indent, names))
  if (type === 'object') return names.get(objectType(schema, '', new Map())) ?? objectType(schema, indent, names)
  return PLAIN[String(type)] ?? 'unknown'
}

/** Only what is put together needs brackets. */
function listOf(type: string): string {
  return /^\w+$/.test(type) ? `${type}[]` : `(${type})[]`
}

function objectType(schema: JsonObject, indent: string, names: Names): string {
  const properties = Object.entries(objectAt(schema, 'properties'))
  // A record is written with a pattern for its names before the document is made.
  const [more = own(schema, 'additionalProperties')] = Object.values(objectAt(schema, 'patternProperties'))
  if (properties.length === 0) return `Record<string, ${isObject(more) ? typeOf(more, indent, names) : 'unknown'}>`
  const required = own(schema, 'required')
  const must = new Set(Array.isArray(required) ? required : [])
  const inner = `${indent}  `
  const lines = properties.map(
    ([key, part]) => `${inner}${key}${must.has(key) ? '' : '?'}: ${typeOf(part, inner, names)}`,
  )
  return `{\n${lines.join('\n')}\n${indent}}`
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const found = own(value, key)
  return isObject(found) ? found : {}
}

function literal(value: Json): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value)
}
