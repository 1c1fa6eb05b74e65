import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { dropUntouchedGroups } from './drop-untouched-groups.ts'
import { fillConstants } from './fill-constants.ts'
import { handedValues } from './handed-values.ts'
import { maskSecrets } from './mask-secrets.ts'
import { pruneValues } from './prune-values.ts'
import type { CompiledForm } from './types.ts'

/** What connector code would get for values that stand in a form, told without a secret. */
export interface ReceivedValues {
  /** The argument `input` of `connect`; each secret that is set stands as its mark. */
  input: JsonObject
  /** Pointers of what nobody typed: defaults, constants, and `""` or `false` for what was left empty. */
  added: string[]
  /** Pointers of what was typed and is not passed on: another branch, a condition that is not met. */
  left: string[]
}

/** The same way that values go when a connection is used (forms.md §7), without asking whether they are valid. */
export function receivedValues(
  form: CompiledForm,
  typed: JsonObject,
  options: { heritageDefaults?: boolean } = {},
): ReceivedValues {
  const { schema } = form
  const pruned = fillConstants(schema, pruneValues(schema, typed))
  const kept = dropUntouchedGroups(schema, pruned)
  const handed = handedValues(form, kept, options)
  const before = leavesOf(typed)
  const after = new Set(leavesOf(kept))
  return {
    input: maskSecrets(form, handed),
    added: leavesOf(handed).filter(pointer => !before.includes(pointer)),
    left: before.filter(pointer => !after.has(pointer)),
  }
}

/** Pointers of everything that holds a value; a list counts as one. */
function leavesOf(value: Json, path: string[] = []): string[] {
  if (isObject(value)) return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...path, name]))
  return value === null ? [] : [toPointer(path)]
}
