import { type Draft, isHidden } from './draft.ts'
import { mapParts } from './map-draft.ts'
import { mergeDrafts } from './merge-drafts.ts'

/**
 * The tree as people see it: fields that conditions add stand among the others, one entry a name. The uiSchema of an
 * object knows no conditions.
 */
export function flatten(draft: Draft): Draft {
  const copy = mapParts(draft, flatten)
  const parts = copy.conditions.flatMap(({ met, unmet }) => [met, unmet]).filter(part => part !== undefined)
  if (parts.length === 0) return copy
  const properties = new Map(copy.properties)
  for (const part of parts) {
    for (const [name, field] of part.properties ?? []) {
      const known = properties.get(name)
      properties.set(name, known ? joinFields(known, field) : field)
    }
  }
  const union = copy.union ?? parts.find(part => part.union)?.union
  const flat: Draft = { ...copy, properties, conditions: [] }
  return union ? { ...flat, union } : flat
}

/** Two declarations of one name: what is visible in one of them must be seen, what is secret in one stays covered. */
function joinFields(first: Draft, second: Draft): Draft {
  const secret = first.secret ?? second.secret
  if (secret && first.secret !== second.secret) return first.secret ? first : second
  return isHidden(first) && !isHidden(second)
    ? mergeDrafts(second, first, 'tight')
    : mergeDrafts(first, second, 'tight')
}
