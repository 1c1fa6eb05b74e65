import { type Json, jsonEqual, own } from '#shared/json.ts'
import { fromPointer, toPointer } from '#shared/json-pointer.ts'
import { type FormField, listFields } from './list-fields.ts'
import type { CompiledForm } from './types.ts'

export type FieldChange =
  | 'added'
  | 'removed'
  | 'renamed'
  | 'moved'
  | 'retyped'
  | 'required'
  | 'optional'
  | 'secret'
  | 'open'
  | 'choices'
  | 'limits'
  | 'default'
  | 'label'

/**
 * What becomes of a saved value when its connection is edited in the newer form. `kept`: it stays. `check`: it stays if
 * it still fits. `again`: it must be entered again. `fill`: there is none yet, and one is needed. `start`: the form
 * brings one. `empty`: there is none, and none is needed. `lost`: the newer form has no place for it.
 */
export type SavedFate = 'kept' | 'check' | 'again' | 'fill' | 'start' | 'empty' | 'lost'

export interface ComparedField {
  before?: FormField
  after?: FormField
  changes: FieldChange[]
  fate: SavedFate
}

export interface FormComparison {
  /** In the order of the newer form; what it has not stands last. */
  fields: ComparedField[]
  /** Secrets go to an address that no saved connection has: all of them must be entered again (forms.md §6). */
  newTarget: boolean
}

/** Two versions of a connection.json as forms, and what going from one to the other does to what people have saved. */
export function compareForms(before: CompiledForm, after: CompiledForm): FormComparison {
  const olds = listFields(before)
  const news = listFields(after)
  const pairs = pairFields(olds, news)
  const known = new Set(olds.map(({ pointer }) => pointer))
  const newTarget = after.secrets.targets.some(pointer => {
    const field = news.find(one => one.pointer === pointer)
    return !known.has(pointer) && field !== undefined && (field.required || field.start !== undefined)
  })
  const fields = news.map(field => compareField(pairs.get(field), field, newTarget))
  const gone = olds.filter(field => ![...pairs.values()].includes(field))
  const removed = gone.map((field): ComparedField => ({ before: field, changes: ['removed'], fate: 'lost' }))
  return { fields: [...fields, ...removed], newTarget }
}

/** The older field that a newer one was: the same place, else the same kind of field beside it or elsewhere. */
function pairFields(olds: readonly FormField[], news: readonly FormField[]): Map<FormField, FormField> {
  const pairs = new Map<FormField, FormField>()
  const free = new Set(olds)
  const likely: ((a: FormField, b: FormField) => boolean)[] = [
    (a, b) => a.pointer === b.pointer && jsonEqual([...a.branches], [...b.branches]),
    (a, b) => a.pointer === b.pointer,
    (a, b) => isAlike(a, b) && parentOf(a) === parentOf(b) && (a.label === b.label || isNearName(nameOf(a), nameOf(b))),
    (a, b) => isAlike(a, b) && nameOf(a) === nameOf(b),
  ]
  for (const fits of likely) {
    for (const field of news) {
      const match = pairs.has(field) ? undefined : [...free].find(old => fits(old, field))
      if (!match) continue
      pairs.set(field, match)
      free.delete(match)
    }
  }
  return pairs
}

function compareField(before: FormField | undefined, after: FormField, newTarget: boolean): ComparedField {
  if (!before) return { after, changes: ['added'], fate: emptyFate(after) }
  const changes = changesOf(before, after)
  return { before, after, changes, fate: fateOf(before, after, { changes, newTarget }) }
}

function changesOf(before: FormField, after: FormField): FieldChange[] {
  const isElsewhere = before.pointer !== after.pointer
  const found: [FieldChange, boolean][] = [
    ['renamed', isElsewhere && parentOf(before) === parentOf(after)],
    ['moved', isElsewhere && parentOf(before) !== parentOf(after)],
    ['retyped', before.type !== after.type],
    ['required', !before.required && after.required],
    ['optional', before.required && !after.required],
    ['secret', !before.secret && after.secret],
    ['open', before.secret && !after.secret],
    ['choices', !sameList(before.choices, after.choices)],
    ['limits', !jsonEqual(before.limits, after.limits)],
    ['default', !jsonEqual(before.start ?? null, after.start ?? null)],
    ['label', before.label !== after.label],
  ]
  return found.flatMap(([change, is]) => (is ? [change] : []))
}

function fateOf(
  before: FormField,
  after: FormField,
  { changes, newTarget }: { changes: readonly FieldChange[]; newTarget: boolean },
): SavedFate {
  if (changes.includes('renamed') || changes.includes('moved')) return after.required ? 'again' : 'lost'
  if (changes.includes('retyped') && !(before.type === 'integer' && after.type === 'number')) return 'again'
  if (after.secret && newTarget) return 'again'
  const narrower = narrowsChoices(before.choices, after.choices) || narrowsLimits(before, after)
  return narrower || changes.includes('required') ? 'check' : 'kept'
}

/** What a field starts with that no saved connection knows. */
function emptyFate({ required, start, type }: FormField): SavedFate {
  if (start !== undefined) return 'start'
  // An unticked box is an answer.
  return required && type !== 'boolean' ? 'fill' : 'empty'
}

function narrowsChoices(before: readonly Json[] | undefined, after: readonly Json[] | undefined): boolean {
  if (!after) return false
  return !before?.every(choice => after.some(one => jsonEqual(one, choice)))
}

/** Lower ends that rose, upper ends that fell, and every other test that is new. */
function narrowsLimits(before: FormField, after: FormField): boolean {
  return Object.entries(after.limits).some(([key, limit]) => {
    const old = own(before.limits, key)
    if (typeof old !== 'number' || typeof limit !== 'number') return !jsonEqual(old ?? null, limit)
    if (/^(min|exclusiveMin)/.test(key)) return limit > old
    return /^(max|exclusiveMax)/.test(key) ? limit < old : limit !== old
  })
}

function sameList(a: readonly Json[] | undefined, b: readonly Json[] | undefined): boolean {
  return jsonEqual(a ? [...a] : null, b ? [...b] : null)
}

function isAlike(a: FormField, b: FormField): boolean {
  return a.type === b.type && a.secret === b.secret
}

function parentOf({ pointer }: FormField): string {
  return toPointer(fromPointer(pointer).slice(0, -1))
}

function nameOf({ pointer }: FormField): string {
  return fromPointer(pointer).at(-1) ?? ''
}

/** `url` and `server_url`, `userName` and `user_name`. */
function isNearName(a: string, b: string): boolean {
  const [x, y] = [a, b].map(name => name.toLowerCase().replace(/[^a-z0-9]/g, ''))
  if (x === undefined || y === undefined || x.length < 3 || y.length < 3) return false
  return x.includes(y) || y.includes(x)
}
