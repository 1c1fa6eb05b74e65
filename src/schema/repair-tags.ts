import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { activeParts, branchesOf, chosenBranch, tagNameOf, tagOf } from './active-parts.ts'
import type { CompiledForm } from './types.ts'

/**
 * Gives every union a tag that names one of its branches: a missing or unknown one becomes that of the branch with
 * most of its fields present and fewest required ones missing, first on a tie. A union that is absent is created.
 */
export function repairTags(form: Pick<CompiledForm, 'schema'>, values: JsonObject): JsonObject {
  return repairObject(form.schema, values)
}

function repairObject(schema: JsonObject, values: JsonObject): JsonObject {
  let result = values
  for (let node: JsonObject | undefined = schema; node; node = chosenBranch(node, result)) {
    const tagName = tagNameOf(node)
    if (tagName === undefined || chosenBranch(node, result)) continue
    const best = bestBranch(branchesOf(node), tagName, result)
    const tag = best && tagOf(best, tagName)
    if (tag !== undefined) result = { ...result, [tagName]: tag }
  }
  for (const [name, part] of activeParts(schema, result).properties) {
    const before = own(result, name)
    const after = before === undefined ? makeUnion(part) : repair(part, before)
    if (after !== undefined && after !== before) result = { ...result, [name]: after }
  }
  return result
}

function repair(schema: JsonObject, value: Json): Json {
  if (isObject(value)) return repairObject(schema, value)
  const items = own(schema, 'items')
  if (!Array.isArray(value) || !isObject(items)) return value
  const repaired = value.map(item => repair(items, item))
  return repaired.some((item, i) => item !== value[i]) ? repaired : value
}

/** On its first branch, as an untouched form has it: any other would count as touched. */
function makeUnion(schema: JsonObject): JsonObject | undefined {
  const name = tagNameOf(schema)
  const first = branchesOf(schema)[0]
  const tag = name === undefined || !first ? undefined : tagOf(first, name)
  return name === undefined || tag === undefined ? undefined : repairObject(schema, { [name]: tag })
}

function bestBranch(branches: JsonObject[], tagName: string, values: JsonObject): JsonObject | undefined {
  let best: { branch: JsonObject; present: number; missing: number } | undefined
  for (const branch of branches) {
    const parts = activeParts(branch, values)
    const names = [...parts.properties.keys()].filter(name => name !== tagName)
    const present = names.filter(name => Object.hasOwn(values, name)).length
    const missing = [...parts.required].filter(name => name !== tagName && !Object.hasOwn(values, name)).length
    const better = !best || present > best.present || (present === best.present && missing < best.missing)
    if (better) best = { branch, present, missing }
  }
  return best?.branch
}
