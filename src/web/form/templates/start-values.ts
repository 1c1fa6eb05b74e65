import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import { isObject, type Json, type JsonObject, jsonEqual } from '#shared/json.ts'
import { isEmpty } from '../field-problem.ts'

type Part = Pick<ObjectFieldTemplateProps, 'schema' | 'formData'>

/** Whether one of the named fields holds something that nobody would see if it were folded away. */
export function differsFromStart({ schema, formData }: Part, names: Iterable<string>): boolean {
  const values: unknown = formData
  if (!isObject(values)) return false
  return [...names].some(name => {
    const property: unknown = schema.properties?.[name]
    return !isStart(values[name], isObject(property) ? property : {})
  })
}

/** Nothing typed: empty, unticked, or what the schema puts there. */
function isStart(value: unknown, schema: JsonObject): boolean {
  if (isEmpty(value) || value === false || jsonEqual(schema['default'], value as Json)) return true
  if (!isObject(value)) return schema['const'] !== undefined
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  return Object.entries(value).every(([name, part]) => {
    const property = properties[name]
    return isStart(part, isObject(property) ? property : {})
  })
}
