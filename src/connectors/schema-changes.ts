import { isObject, type JsonObject, jsonEqual, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import type { ConnectionArtifact } from './types.ts'

const SHOWN = 8

/**
 * What would break saved work when `next` replaces `previous`: one sentence for each existing version whose input or
 * output schema differs, or that is gone (flow-format.md §11.2). Empty when nothing would.
 */
export function schemaChanges(previous: ConnectionArtifact[], next: ConnectionArtifact[]): string[] {
  return previous.flatMap(old => {
    const now = next.find(one => one.name === old.name && one.version === old.version)
    const id = `${old.name} ${old.version}`
    if (!now) {
      return [`${id}: missing in the source, but saved work may use it. Keep it, or use --allow_schema_overwrite.`]
    }
    return (['input', 'output'] as const)
      .filter(side => !jsonEqual(old[side] ?? undefined, now[side] ?? undefined))
      .map(side => {
        const changes = differences(old[side] ?? {}, now[side] ?? {})
        return `${id}: ${side} schema changed (${changes}). Use a new version or --allow_schema_overwrite.`
      })
  })
}

/** `+port, -host, ~url`: fields added, removed and altered; `~title` and the like for the schema around them. */
function differences(before: JsonObject, after: JsonObject): string {
  const old = fieldsOf(before)
  const now = fieldsOf(after)
  const marks = [
    ...[...now.keys()].filter(key => !old.has(key)).map(key => `+${key}`),
    ...[...old.keys()].filter(key => !now.has(key)).map(key => `-${key}`),
    ...[...now.keys()].filter(key => old.has(key) && !jsonEqual(old.get(key), now.get(key))).map(key => `~${key}`),
  ]
  const rest = marks.length - SHOWN
  return rest > 0 ? `${marks.slice(0, SHOWN).join(', ')} and ${rest} more` : marks.join(', ')
}

/** Every property of the schema by its path; what is no property stands under its keyword. */
function fieldsOf(schema: JsonObject): Map<string, JsonObject[string]> {
  const fields = new Map<string, JsonObject[string]>()
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'properties' && isObject(value)) {
      for (const [name, field] of Object.entries(value)) fields.set(pathOf(name), field)
    } else if (keyword === 'oneOf' && Array.isArray(value)) {
      value.forEach((branch, i) => {
        const properties = isObject(branch) ? own(branch, 'properties') : undefined
        const title = isObject(branch) ? own(branch, 'title') : undefined
        const name = typeof title === 'string' && title !== '' ? title : `branch ${i + 1}`
        const shared = isObject(branch) ? { ...branch, properties: {} } : branch
        fields.set(name, shared)
        for (const [key, field] of Object.entries(isObject(properties) ? properties : {})) {
          fields.set(`${name}/${pathOf(key)}`, field)
        }
      })
    } else fields.set(keyword, value)
  }
  return fields
}

function pathOf(name: string): string {
  return toPointer([name]).slice(1)
}
