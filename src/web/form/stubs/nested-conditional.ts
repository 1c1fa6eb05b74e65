import { isObject, type Json } from '#shared/json.ts'

/** Stands in for RJSF's search for conditions below the top of a schema; in a compiled one there is no `$ref` to follow. */
export default function hasNestedConditional(schema: Json | undefined): boolean {
  if (!isObject(schema)) return false
  const { properties, items, additionalProperties, allOf, oneOf, then, else: otherwise } = schema
  const lists = [allOf, oneOf].flatMap(list => (Array.isArray(list) ? list : []))
  const named = isObject(properties) ? Object.values(properties) : []
  return [...named, ...lists, items, additionalProperties, then, otherwise].some(
    part => isObject(part) && ('if' in part || hasNestedConditional(part)),
  )
}
