import type { FieldProblem } from '#shared/errors/app-error.ts'
import { isObject, type Json, type JsonObject, jsonEqual } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { liftSaved } from './lift-saved.ts'
import { repairTags } from './repair-tags.ts'
import { secretPlaces, tagsAlong } from './secret-places.ts'
import type { CompiledForm } from './types.ts'
import { placesOf, valueAt, withValueAt } from './value-places.ts'

/**
 * Puts stored secrets into submitted values: an absent secret is kept, `null` clears it, a text sets it; a mark counts
 * as absent. In a list or map of secrets an empty entry is kept. Nothing is kept when a field that decides where secrets go differs from the stored values, and no secret
 * is kept over a change of branch or into a list entry that is not the stored one (forms.md §6): each such place gets
 * the problem `secret_reentry_required`.
 */
export function mergeKept(
  form: CompiledForm,
  submitted: JsonObject,
  stored: JsonObject,
): { values: JsonObject; problems: FieldProblem[] } {
  let values = repairTags(form, liftSaved(form, submitted).values)
  const problems: FieldProblem[] = []
  const moved = form.secrets.targets.some(pointer => !jsonEqual(targetsOf(values, pointer), targetsOf(stored, pointer)))
  const plain = { submitted: withoutSecrets(form, values), stored: withoutSecrets(form, stored) }
  const lost = secretPlaces(form, stored).filter(({ path, field }) => {
    return !field.pointer.endsWith('/*') && isLostGroup(values, plain.stored, path)
  })
  for (const { path, field } of [...secretPlaces(form, values), ...lost]) {
    const given = valueAt(values, path)
    const isEmptyEntry = field.pointer.endsWith('/*') && (given === '' || given === null)
    if (given === null && !isEmptyEntry) values = withValueAt(values, path, undefined) as JsonObject
    if (given !== undefined && !isEmptyEntry) continue
    const from = storedPlace(plain, path)
    const kept = valueAt(stored, from ?? path)
    if (kept === undefined || kept === null || kept === '') continue
    const same = from && jsonEqual(tagsOf(form, values, path), tagsOf(form, stored, from))
    if (same && !moved) values = withValueAt(values, path, kept) as JsonObject
    else problems.push(reentry(path, moved))
  }
  return { values, problems }
}

function reentry(path: string[], moved: boolean): FieldProblem {
  return {
    pointer: toPointer(path),
    code: 'secret_reentry_required',
    detail: moved ? 'The address changed. Enter this value again.' : 'This entry changed. Enter this value again.',
  }
}

/** What stands at a target, whatever the order of list entries. */
function targetsOf(values: JsonObject, pointer: string): Json {
  const found = placesOf(values, pointer).map(path => valueAt(values, path))
  const filled = found.filter(value => value !== undefined && value !== null && value !== '')
  return filled.map(value => JSON.stringify(value)).sort()
}

function tagsOf(form: CompiledForm, values: JsonObject, path: string[]): Json {
  return [...tagsAlong(form.schema, values, path).values()]
}

function withoutSecrets(form: CompiledForm, values: JsonObject): JsonObject {
  let plain: JsonObject = values
  for (const { path } of secretPlaces(form, values)) plain = withValueAt(plain, path, undefined) as JsonObject
  return plain
}

/** Where a secret of the submitted values is stored: list entries are found by their other values, never by index. */
function storedPlace(plain: { submitted: JsonObject; stored: JsonObject }, path: string[]): string[] | undefined {
  let from: string[] = []
  for (const [depth, part] of path.entries()) {
    const rows = valueAt(plain.stored, from)
    let next = part
    if (Array.isArray(rows) && depth === path.length - 1) {
      // Secrets without anything beside them are told apart by their place alone.
      const list = valueAt(plain.submitted, path.slice(0, -1))
      if (!Array.isArray(list) || list.length !== rows.length) return undefined
    } else if (Array.isArray(rows)) {
      const row = valueAt(plain.submitted, path.slice(0, depth + 1))
      const equal = rows.flatMap((stored, i) => (jsonEqual(stored, row) ? [String(i)] : []))
      const found = equal.includes(part) ? part : equal.length === 1 ? equal[0] : undefined
      if (found === undefined) return undefined
      next = found
    }
    from = [...from, next]
  }
  return from
}

/** A group of nothing but secrets that the form left out because all its boxes are empty: its secrets are kept too. */
function isLostGroup(values: JsonObject, plainStored: JsonObject, path: string[]): boolean {
  const parent = path.slice(0, -1)
  const outside = valueAt(values, parent.slice(0, -1))
  if (parent.length === 0 || !isObject(outside) || valueAt(values, parent) !== undefined) return false
  const rest = valueAt(plainStored, parent)
  return isObject(rest) && Object.keys(rest).length === 0
}
