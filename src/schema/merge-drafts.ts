import { isObject, type Json, type JsonObject, jsonEqual, own } from '#shared/json.ts'
import { type Draft, isDraft, typeOf } from './draft.ts'

/**
 * Two drafts of one value as one. `over`: the second one's keywords win, as with keywords beside a `$ref`.
 * `tight`: both hold, as in an `allOf`: all required names, the tightest bounds, the first words.
 */
export function mergeDrafts(first: Draft, second: Draft, mode: 'over' | 'tight'): Draft {
  const merged: Draft = {
    ...first,
    keys: mergeKeys(first.keys, second.keys, mode),
    conditions: [...first.conditions, ...second.conditions],
    dependents: [...first.dependents, ...second.dependents],
  }
  if (first.infos || second.infos) merged.infos = [...(first.infos ?? []), ...(second.infos ?? [])]
  if (first.properties || second.properties) {
    merged.properties = new Map(first.properties)
    for (const [name, property] of second.properties ?? []) {
      const known = merged.properties.get(name)
      merged.properties.set(name, known ? mergeDrafts(known, property, mode) : property)
    }
  }
  const items = first.items && second.items ? mergeItems(first.items, second.items, mode) : undefined
  if (first.items || second.items) merged.items = items ?? first.items ?? second.items
  const union = mode === 'over' ? (second.union ?? first.union) : joinUnions(first.union, second.union)
  if (union) merged.union = union
  // A declaration of fields says that there are no others.
  const replaced = mode === 'over' && second.properties !== undefined
  const extra = replaced ? second.extra : mergeExtra(first.extra, second.extra)
  delete merged.extra
  if (extra !== undefined) merged.extra = extra
  return merged
}

/** Items that become another kind of value are declared anew. */
function mergeItems(first: Draft, second: Draft, mode: 'over' | 'tight'): Draft {
  const [before, after] = [typeOf(first), typeOf(second)]
  const isOther = before !== undefined && after !== undefined && (before === 'object') !== (after === 'object')
  return mode === 'over' && isOther ? second : mergeDrafts(first, second, mode)
}

/** Two copies of one union, as a condition makes them: what is added to a branch of one is in that branch. */
function joinUnions(first: Draft['union'], second: Draft['union']): Draft['union'] {
  const isSame = first?.tag !== undefined && first.tag === second?.tag
  if (!isSame || first.branches.length !== second.branches.length) return first ?? second
  const branches = first.branches.map((branch, i) => {
    const other = second.branches[i]
    return other ? mergeDrafts(branch, other, 'tight') : branch
  })
  return { ...first, branches }
}

function mergeExtra(first: Draft['extra'], second: Draft['extra']): Draft['extra'] {
  return [first, second].find(isDraft) ?? first ?? second
}

const HIGHEST = new Set(['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties'])
const LOWEST = new Set(['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties'])

function mergeKeys(first: JsonObject, second: JsonObject, mode: 'over' | 'tight'): JsonObject {
  const merged: JsonObject = { ...first }
  for (const [key, value] of Object.entries(second)) {
    const known = own(first, key)
    merged[key] = known === undefined ? value : mergeKey(key, known, value, mode)
  }
  return merged
}

function mergeKey(key: string, first: Json, second: Json, mode: 'over' | 'tight'): Json {
  if (key === 'required' && Array.isArray(first) && Array.isArray(second)) return unite(first, second)
  if (key === 'options' && isObject(first) && isObject(second)) {
    return mode === 'over' ? { ...first, ...second } : { ...second, ...first }
  }
  if (mode === 'over') return second
  if (typeof first === 'number' && typeof second === 'number') {
    if (HIGHEST.has(key)) return Math.max(first, second)
    if (LOWEST.has(key)) return Math.min(first, second)
  }
  if (key === 'type' && first === 'number' && second === 'integer') return second
  if (key === 'uniqueItems') return first === true || second === true
  if (key === 'enum' && Array.isArray(first) && Array.isArray(second)) {
    const both = first.filter(value => second.some(other => jsonEqual(value, other)))
    return both.length > 0 ? both : first
  }
  return first
}

/** Names that stand in both are taken once. */
function unite(first: Json[], second: Json[]): Json[] {
  return [...new Set([...first, ...second])]
}
