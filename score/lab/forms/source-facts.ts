import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import { atPointer, fromPointer } from '#shared/json-pointer.ts'

/** What the author's file itself says of one property, read without our compiler, so that the compiler can be judged by it. */
export interface SourceFacts {
  /** Property names from the root, joined by slashes, of what is marked as secret (forms.md §5.3). */
  secrets: Set<string>
  /** Of what can have one value only, wherever it stands: `const`. */
  fixed: Set<string>
  /** All schemas that stand at a path: branches may have one each. */
  parts: Map<string, JsonObject[]>
  /** How many unions of objects there are. */
  unions: number
}

const MAX_DEPTH = 30
const MARKS = ['secret', 'airbyte_secret', 'password', 'writeOnly', 'x-secret']

/** Reads a bare schema, its local references followed. */
export function readFacts(schema: JsonObject): SourceFacts {
  const facts: SourceFacts = { secrets: new Set(), fixed: new Set(), parts: new Map(), unions: 0 }
  read({ node: schema, path: [], marked: false, depth: 0 }, schema, facts)
  for (const [path, parts] of facts.parts) if (parts.every(part => 'const' in part)) facts.fixed.add(path)
  return facts
}

/** A connection.json wraps its schema into `input`. */
export function bareSchema(source: JsonObject): JsonObject {
  return isObject(source['input']) ? source['input'] : source
}

interface Place {
  node: Json | undefined
  path: string[]
  /** A group around it is marked. */
  marked: boolean
  depth: number
}

function read(place: Place, root: JsonObject, facts: SourceFacts): void {
  const node = follow(place.node, root)
  if (!isObject(node) || place.depth > MAX_DEPTH) return
  const { path } = place
  const marked = isOff(node) ? false : place.marked || isMarked(node)
  const key = path.join('/')
  if (path.length > 0) facts.parts.set(key, [...(facts.parts.get(key) ?? []), node])
  if (marked && isText(node) && path.length > 0) facts.secrets.add(key)
  const below = (next: Json | undefined, name?: string) =>
    read({ node: next, path: name === undefined ? path : [...path, name], marked, depth: place.depth + 1 }, root, facts)
  for (const [name, part] of Object.entries(isObject(node['properties']) ? node['properties'] : {})) below(part, name)
  for (const word of ['items', 'additionalProperties', 'then', 'else']) if (isObject(node[word])) below(node[word])
  for (const word of ['oneOf', 'anyOf', 'allOf']) {
    const branches = Array.isArray(node[word]) ? node[word] : []
    if (word !== 'allOf' && branches.filter(one => isObject(follow(one, root)?.['properties'])).length > 1)
      facts.unions++
    for (const branch of branches) below(branch)
  }
}

function follow(node: Json | undefined, root: JsonObject): JsonObject | undefined {
  if (!isObject(node)) return undefined
  const reference = node['$ref']
  if (typeof reference !== 'string' || !reference.startsWith('#')) return node
  const target = atPointer(root, safePointer(reference.slice(1)))
  return isObject(target) ? { ...target, ...node } : node
}

function safePointer(pointer: string): string {
  try {
    fromPointer(pointer)
    return pointer
  } catch {
    return '/ nowhere'
  }
}

function isMarked(node: JsonObject): boolean {
  const options = node['typeOptions']
  return (
    /^(password|pem)$/.test(String(node['format'])) ||
    MARKS.some(mark => node[mark] === true) ||
    node['ui:widget'] === 'password' ||
    (isObject(options) && options['password'] === true)
  )
}

function isOff(node: JsonObject): boolean {
  return node['secret'] === false || node['nonsensitive'] === true
}

function isText(node: JsonObject): boolean {
  const types = [node['type'] ?? 'string'].flat()
  const isLeaf = !['properties', 'oneOf', 'anyOf', 'allOf', 'enum', 'const', 'items', '$ref'].some(key => key in node)
  return isLeaf && types.some(type => /^(string|number|integer)$/.test(String(type)))
}
