import type { ConnectionForm } from '#shared/contract/forms.ts'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { fromPointer } from '#shared/json-pointer.ts'

/** What stands in an open form: typed, chosen or from its defaults. */
export interface Draft {
  label: string
  values: JsonObject
}

/**
 * What a form of one type may take over from a form of another type of the same service: single values under the same
 * name and of the same kind that are no longer the default. Never a secret: it was typed for the other type.
 */
export function carryValues(from: ConnectionForm, to: ConnectionForm, values: JsonObject): JsonObject {
  const secret = new Set([...secretNames(from), ...secretNames(to)])
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      const before = field(from, name)
      const after = field(to, name)
      if (!before || !after || secret.has(name) || before['type'] !== after['type']) return false
      return isSingle(value) && value !== own(before, 'default')
    }),
  )
}

function field(form: ConnectionForm, name: string): JsonObject | undefined {
  const properties = (form.form.schema as JsonObject)['properties']
  const found = isObject(properties) ? own(properties, name) : undefined
  return isObject(found) ? found : undefined
}

/** Secrets may stand in a branch of the form: their last name counts wherever they stand. */
function secretNames(form: ConnectionForm): string[] {
  return form.form.secrets.fields.flatMap(({ pointer }) => fromPointer(pointer).slice(-1))
}

function isSingle(value: Json): boolean {
  return value !== null && typeof value !== 'object'
}
