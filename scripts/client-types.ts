import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'

const HEAD = `// Made from docs/openapi.json: vitest -u test/client-types writes it anew.
`
const PLAIN: Record<string, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
}

/** TypeScript for what the operations with one of these tags take and give: `ReadCredentialsBody`, `…Answer`. */
export function clientTypes(document: JsonObject, tags: readonly string[]): string {
  const problem = `export type Problem = ${typeOf(problemOf(document), '')}`
  const types = operationsOf(document, tags).flatMap(({ operation, id }) => {
    const name = id.charAt(0).toUpperCase() + id.slice(1)
    const body = schemaIn(own(operation, 'requestBody') ?? null)
    const [, good = null] =
      Object.entries(objectAt(operation, 'responses')).find(([code]) => code.startsWith('2')) ?? []
    return [
      ...(body ? [`export type ${name}Body = ${typeOf(body, '')}`] : []),
      `export type ${name}Answer = ${typeOf(schemaIn(good) ?? {}, '')}`,
    ]
  })
  return `${[HEAD + problem, ...types].join('\n\n')}\n`
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

function typeOf(schema: Json, indent: string): string {
  if (!isObject(schema)) return 'unknown'
  const choices = own(schema, 'anyOf')
  if (Array.isArray(choices)) return choices.map(choice => typeOf(choice, indent)).join(' | ')
  const listed = own(schema, 'enum')
  if (Array.isArray(listed)) return listed.map(value => literal(value)).join(' | ')
  const type = own(schema, 'type')
  if (type === 'array') return `(${typeOf(own(schema, 'items') ?? {}, indent)})[]`
  if (type === 'object') return objectType(schema, indent)
  return PLAIN[String(type)] ?? 'unknown'
}

function objectType(schema: JsonObject, indent: string): string {
  const properties = Object.entries(objectAt(schema, 'properties'))
  const more = own(schema, 'additionalProperties')
  if (properties.length === 0) return `Record<string, ${isObject(more) ? typeOf(more, indent) : 'unknown'}>`
  const required = own(schema, 'required')
  const must = new Set(Array.isArray(required) ? required : [])
  const inner = `${indent}  `
  const lines = properties.map(([key, part]) => `${inner}${key}${must.has(key) ? '' : '?'}: ${typeOf(part, inner)}`)
  return `{\n${lines.join('\n')}\n${indent}}`
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const found = own(value, key)
  return isObject(found) ? found : {}
}

function literal(value: Json): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value)
}
