import { isObject, type JsonObject, own } from '#shared/json.ts'

/**
 * Stands in for RJSF's guessing of the branch that fits best: those of a compiled union are told apart by a tag, and
 * values have one of them or none at all (forms.md §5.1). Gives the place of the branch; without a tag `chosen`.
 */
export default function chooseBranch(
  _validator: unknown,
  _root: unknown,
  data: unknown,
  branches: readonly unknown[],
  chosen = -1,
  tagName?: string,
): number {
  const tag = tagName !== undefined && isObject(data) ? own(data, tagName) : undefined
  const found = tag === undefined ? -1 : branches.findIndex(branch => tagOf(branch, tagName ?? '') === tag)
  return found === -1 ? chosen : found
}

function tagOf(branch: unknown, tagName: string) {
  const properties = isObject(branch) ? own(branch, 'properties') : undefined
  const property = isObject(properties) ? own(properties as JsonObject, tagName) : undefined
  return isObject(property) ? own(property, 'const') : undefined
}
