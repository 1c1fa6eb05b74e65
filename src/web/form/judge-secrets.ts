import { mergeKept } from '#schema/merge-kept.ts'
import { secretPlaces } from '#schema/secret-places.ts'
import type { CompiledForm } from '#schema/types.ts'
import { valueAt, withValueAt } from '#schema/value-places.ts'
import type { Json, JsonObject } from '#shared/json.ts'
import { fromPointer, toPointer } from '#shared/json-pointer.ts'

export interface SecretsNow {
  /** Stored secrets that an empty box keeps, whether or not it is empty now. */
  kept: ReadonlySet<string>
  /** Stored secrets that an empty box would lose, with the words that ask for them again. */
  reentry: ReadonlyMap<string, string>
}

/** Stands for a secret that only the server knows. It is in no value of the form, so it is never sent. */
const UNKNOWN = 'stored'

/** What becomes of the stored secrets when `values` are sent now: the server's own rule, run on stand-ins (forms.md §6). */
export function judgeSecrets(
  form: CompiledForm,
  stored: { values: JsonObject; saved: readonly string[] },
  values: JsonObject,
): SecretsNow {
  if (stored.saved.length === 0) return { kept: new Set(), reentry: new Map() }
  const before = stored.saved.reduce((object, pointer) => put(object, fromPointer(pointer), UNKNOWN), stored.values)
  const untyped = secretPlaces(form, values).reduce<Json>(
    (object, { path }) => withValueAt(object, path, undefined),
    values,
  )
  const { values: merged, problems } = mergeKept(form, untyped as JsonObject, before)
  const kept = secretPlaces(form, merged).filter(({ path }) => valueAt(merged, path) === UNKNOWN)
  return {
    kept: new Set(kept.map(({ path }) => toPointer(path))),
    reentry: new Map(problems.map(problem => [problem.pointer, problem.detail])),
  }
}

/** A copy of an object with `value` at `path`, which is not empty. */
export function put(object: JsonObject, path: string[], value: string | null): JsonObject {
  return withValueAt(object, path, value) as JsonObject
}
