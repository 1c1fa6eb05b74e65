import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import type { CompiledForm } from './types.ts'
import { isSecretMark, placesOf, valueAt } from './value-places.ts'

/** Every secret text in `values`, of any branch, each once: what to redact from logs and messages. */
export function secretValues(form: CompiledForm, values: JsonObject): string[] {
  const found = new Set<string>()
  for (const field of form.secrets.fields) {
    for (const path of placesOf(values, field.pointer)) gather(valueAt(values, path), found)
  }
  return [...found]
}

function gather(value: Json | undefined, found: Set<string>): void {
  if (isSecretMark(value)) return
  if (typeof value === 'string' && value !== '') found.add(value)
  else if (typeof value === 'number') found.add(String(value))
  else if (Array.isArray(value)) for (const item of value) gather(item, found)
  else if (isObject(value)) for (const item of Object.values(value)) gather(item, found)
}
