import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { foreignVerdict, liveVerdict } from './schema-verdicts.ts'

/** The smallest part of a schema on which the two interpreters differ, and the value that shows it. */
export interface Cause {
  /** `multipleOf`, or several keywords that only differ together. */
  keyword: string
  schema: JsonObject
  value: Json
}

/** Keywords that say nothing without another one. */
const TOGETHER: Record<string, readonly string[]> = {
  additionalProperties: ['properties'],
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  then: ['if'],
  else: ['if'],
  discriminator: ['oneOf'],
}

/** Why Ajv and the foreign interpreter differ on a value: the keywords, at whatever depth. Empty when they agree. */
export function findCauses(schema: JsonObject, value: Json): Cause[] {
  if (!differ(schema, value)) return []
  const inside = stepsInto(schema, value).flatMap(([part, held]) => findCauses(part, held))
  if (inside.length > 0) return inside
  const alone = Object.keys(schema).flatMap(keyword => {
    const part = pick(schema, [keyword, ...(TOGETHER[keyword] ?? [])])
    return differ(part, value) ? [{ keyword, schema: part, value }] : []
  })
  return alone.length > 0 ? alone : [{ keyword: Object.keys(schema).join(' '), schema, value }]
}

function differ(schema: JsonObject, value: Json): boolean {
  return liveVerdict(schema)(value) !== foreignVerdict(schema)(value)
}

/** Every schema inside, with the value it is tried on. */
function stepsInto(schema: JsonObject, value: Json): [JsonObject, Json][] {
  const here = ['if', 'then', 'else', 'not', 'oneOf', 'anyOf', 'allOf'].flatMap(key => objectsIn(schema, key))
  const same = here.map((part): [JsonObject, Json] => [part, value])
  if (Array.isArray(value)) {
    const items = objectsIn(schema, 'items')
    return [...same, ...items.flatMap(part => value.map((item): [JsonObject, Json] => [part, item]))]
  }
  if (!isObject(value)) return same
  const properties = own(schema, 'properties')
  const below = Object.entries(value).flatMap(([name, held]): [JsonObject, Json][] => {
    const names = objectsIn(schema, 'propertyNames').map((part): [JsonObject, Json] => [part, name])
    const declared = isObject(properties) ? own(properties, name) : undefined
    const parts = isObject(declared) ? [declared] : objectsIn(schema, 'additionalProperties')
    return [...names, ...parts.map((part): [JsonObject, Json] => [part, held])]
  })
  return [...same, ...below]
}

function objectsIn(schema: JsonObject, key: string): JsonObject[] {
  const value = own(schema, key)
  return (Array.isArray(value) ? value : [value]).filter(isObject)
}

function pick(schema: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => keys.includes(key)))
}
