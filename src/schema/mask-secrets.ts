import type { JsonObject } from '#shared/json.ts'
import { secretPlaces } from './secret-places.ts'
import type { CompiledForm } from './types.ts'
import { SECRET_MARK, valueAt, withValueAt } from './value-places.ts'

/** Stored values as they may leave the server: every secret that is set is replaced by its mark. */
export function maskSecrets(form: CompiledForm, stored: JsonObject): JsonObject {
  let masked: JsonObject = stored
  for (const { path } of secretPlaces(form, stored)) {
    const value = valueAt(stored, path)
    if (value === undefined || value === null || value === '') continue
    masked = withValueAt(masked, path, SECRET_MARK) as JsonObject
  }
  return masked
}
