import { activeParts, branchesOf, tagNameOf, tagOf } from '#schema/active-parts.ts'
import { valueAt, withValueAt } from '#schema/value-places.ts'
import { isObject, type Json, type JsonObject, jsonEqual, own } from '#shared/json.ts'
import type { BranchChoice } from './choose-branches.ts'
import type { Match } from './match-values.ts'

/** The values with branches and conditions chosen, outermost first, and fields filled. */
export function applyFill(
  values: JsonObject,
  schema: JsonObject,
  writes: readonly Match[],
  choices: readonly BranchChoice[],
): JsonObject {
  let result: Json = values
  for (const { path, isTag, value } of [...choices].sort((a, b) => a.path.length - b.path.length)) {
    if (jsonEqual(valueAt(result, path), value)) continue
    const around = path.slice(0, -1)
    const before = valueAt(result, around)
    const group = { ...(isObject(before) ? before : {}), [path.at(-1) ?? '']: value }
    const here = schemaAt(schema, result as JsonObject, around)
    result = withValueAt(result, around, isTag && here ? enterBranch(here, group) : group)
  }
  for (const { field, fitted } of writes) result = withValueAt(result, field.path, fitted)
  return result as JsonObject
}

/** As when a person chooses the branch: what only the others have goes, and its defaults come. */
function enterBranch(schema: JsonObject, group: JsonObject): JsonObject {
  const fields = activeParts(schema, group).properties
  const tagName = tagNameOf(schema)
  const others = branchesOf(schema).filter(branch => tagName && tagOf(branch, tagName) !== group[tagName])
  const result = { ...group }
  for (const branch of others) {
    const properties = own(branch, 'properties')
    for (const name of Object.keys(isObject(properties) ? properties : {})) if (!fields.has(name)) delete result[name]
  }
  for (const [name, part] of fields) {
    const start = own(part, 'default')
    if (start !== undefined && result[name] === undefined) result[name] = start
  }
  return result
}

function schemaAt(schema: JsonObject, values: JsonObject, path: readonly string[]): JsonObject | undefined {
  let here: JsonObject | undefined = schema
  let value: Json | undefined = values
  for (const part of path) {
    here = here && activeParts(here, isObject(value) ? value : {}).properties.get(part)
    value = valueAt(value, [part])
  }
  return here
}
