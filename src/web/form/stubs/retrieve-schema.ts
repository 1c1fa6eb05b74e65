import { ADDITIONAL_PROPERTY_FLAG, mergeSchemas, type ValidatorType } from '@rjsf/utils'
import { isObject, type JsonObject } from '#shared/json.ts'
import mergeAllOf from './merge-all-of.ts'
import neverCalled from './never-called.ts'

/**
 * Stands in for RJSF's finding of the schema that holds for given values. In a compiled form conditions and the names of
 * a map are all there is to find: no `$ref`, no `dependencies`, no `patternProperties` (forms.md §1). A schema that has
 * neither is given back as it is, so that RJSF's comparisons end at once where RJSF itself walks through all of it.
 */
export default function retrieveSchema(
  validator: ValidatorType,
  schema: unknown,
  root: JsonObject = {},
  data?: unknown,
): JsonObject {
  if (!isObject(schema)) return {}
  const { allOf } = schema
  const found = Array.isArray(allOf)
    ? { ...schema, allOf: allOf.map(part => retrieveSchema(validator, part, root, data)) }
    : schema
  if (found['if'] !== undefined) return retrieveConditional(validator, found, root, data)
  const merged = found['allOf'] === undefined ? found : mergeAllOf(found)
  return isObject(merged['additionalProperties']) ? withNames(merged, merged['additionalProperties'], data) : merged
}

function retrieveConditional(
  validator: ValidatorType,
  schema: JsonObject,
  root: JsonObject,
  data: unknown,
): JsonObject {
  const { if: condition, then, else: otherwise, ...rest } = schema
  const isMet = validator.isValid(condition as JsonObject, data || {}, root)
  const branch = isMet ? then : otherwise
  const merged = branch === undefined ? rest : mergeSchemas(rest, retrieveSchema(validator, branch, root, data))
  return retrieveSchema(validator, merged, root, data)
}

/** Each name that stands in the values gets the schema of the map's values, marked as RJSF marks it. */
function withNames(schema: JsonObject, values: JsonObject, data: unknown): JsonObject {
  const properties: JsonObject = { ...(isObject(schema['properties']) ? schema['properties'] : {}) }
  for (const name of Object.keys(isObject(data) ? data : {})) {
    if (name in properties) continue
    // The mark is a symbol, which JSON does not know.
    properties[name] = { type: 'object', ...values, [ADDITIONAL_PROPERTY_FLAG]: true } as unknown as JsonObject
  }
  return { ...schema, properties }
}

/** Nothing in a compiled form refers to anything. */
export function resolveAllReferences<T>(schema: T): T {
  return schema
}

export function retrieveSchemaInternal(...args: Parameters<typeof retrieveSchema>): JsonObject[] {
  return [retrieveSchema(...args)]
}

export {
  neverCalled as relaxOptionsForScoring,
  neverCalled as resolveAnyOrOneOfSchemas,
  neverCalled as resolveDependencies,
}
