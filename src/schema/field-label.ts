import { isObject, type JsonObject, own } from '#shared/json.ts'
import { fromPointer } from '#shared/json-pointer.ts'
import type { CompiledForm } from './types.ts'

/** The title of the field at a value pointer; the last name of the pointer where the form has none. */
export function labelAt(form: CompiledForm, pointer: string): string {
  const parts = fromPointer(pointer)
  let here: JsonObject | undefined = form.uiSchema
  for (const part of parts) {
    const next: unknown = here && (own(here, part) ?? (/^\d+$/.test(part) ? own(here, 'items') : undefined))
    here = isObject(next) ? next : undefined
  }
  const title = here && own(here, 'ui:title')
  return typeof title === 'string' && title !== '' ? title : (parts.at(-1) ?? '')
}
