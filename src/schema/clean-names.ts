import type { JsonObject } from '#shared/json.ts'
import { cleanWhen } from './when.ts'

const NAME_KEYWORDS = ['minLength', 'maxLength', 'pattern', 'enum', 'const']

/** What can be said about a name in `propertyNames`: it is a text, and no part of it. */
export function cleanNames(names: JsonObject): JsonObject {
  const known = NAME_KEYWORDS.filter(key => Object.hasOwn(names, key))
  return cleanWhen(Object.fromEntries(known.map(key => [key, names[key] ?? null])))
}
