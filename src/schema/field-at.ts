import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { activeParts, branchesOf, chosenBranch } from './active-parts.ts'
import type { CompiledForm } from './types.ts'
import { valueAt } from './value-places.ts'

export interface FieldParts {
  schema: JsonObject
  ui: JsonObject
}

/** The schema and uiSchema of the field at a path, under the branches and conditions that `values` chooses. */
export function fieldAt(form: CompiledForm, values: JsonObject, path: readonly string[]): FieldParts | undefined {
  let here: FieldParts | undefined = { schema: form.schema, ui: form.uiSchema }
  let value: Json | undefined = values
  for (const part of path) {
    here = here && stepInto(here, value, part)
    value = valueAt(value, [part])
  }
  return here
}

function stepInto(field: FieldParts, value: Json | undefined, part: string): FieldParts | undefined {
  const items = own(field.schema, 'items')
  if (isObject(items)) return { schema: items, ui: objectIn(field.ui, 'items') }
  const parts = activeParts(field.schema, isObject(value) ? value : {})
  const property = parts.properties.get(part)
  if (property) return { schema: property, ui: uiOf(field, isObject(value) ? value : {}, part) }
  return parts.extra ? { schema: parts.extra, ui: objectIn(field.ui, 'additionalProperties') } : undefined
}

/** A branch has a uiSchema of its own for what it declares (forms.md §5.1). */
function uiOf({ schema, ui }: FieldParts, value: JsonObject, name: string): JsonObject {
  const branch = chosenBranch(schema, value)
  const entries = own(ui, 'oneOf')
  if (branch && Array.isArray(entries)) {
    const entry = entries[branchesOf(schema).indexOf(branch)]
    const found = isObject(entry) ? uiOf({ schema: branch, ui: entry }, value, name) : {}
    if (Object.keys(found).length > 0) return found
  }
  return objectIn(ui, name)
}

function objectIn(object: JsonObject, key: string): JsonObject {
  const value = own(object, key)
  return isObject(value) ? value : {}
}
