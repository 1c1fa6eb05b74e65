import type { CompiledForm } from '#schema/types.ts'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'

/** Something for every field of a form of inputs that has no value by itself; only a practice provider takes it. */
export function sampleInputs({ schema, uiSchema }: Pick<CompiledForm, 'schema' | 'uiSchema'>): JsonObject {
  const properties = own(schema, 'properties')
  const fields = Object.entries(isObject(properties) ? properties : {})
  return Object.fromEntries(
    fields.flatMap(([name, field]) => (isObject(field) ? [[name, sampleOf(field, own(uiSchema, name))]] : [])),
  )
}

function sampleOf(field: JsonObject, ui: Json | undefined): Json {
  const choices = own(field, 'enum')
  const given = own(field, 'default') ?? own(field, 'const') ?? (Array.isArray(choices) ? choices[0] : undefined)
  if (given !== undefined) return given
  switch (own(field, 'type')) {
    case 'boolean':
      return false
    case 'number':
    case 'integer':
      return 1
    case 'array':
      return []
    case 'object':
      return sampleInputs({ schema: field, uiSchema: isObject(ui) ? ui : {} })
    default:
      return isAddress(ui) ? 'https://practice.example.com' : 'practice'
  }
}

function isAddress(ui: Json | undefined): boolean {
  const options = isObject(ui) ? own(ui, 'ui:options') : undefined
  return isObject(options) && own(options, 'check') === 'uri'
}
