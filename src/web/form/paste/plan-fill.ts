import { matches } from '#schema/matches.ts'
import type { CompiledForm } from '#schema/types.ts'
import { valueAt } from '#schema/value-places.ts'
import { type Json, type JsonObject, jsonEqual, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { applyFill } from './apply-fill.ts'
import { chooseBranches, reachable } from './choose-branches.ts'
import { type FillField, fillFields, type Need } from './fill-fields.ts'
import { fitToField } from './fit-address.ts'
import { fitChoice } from './fit-value.ts'
import { assignValues, type Match } from './match-values.ts'
import { type NamedValue, NEAR, nameScore, nameValue, SURE } from './name-score.ts'
import { wordsOf } from './name-words.ts'
import type { Pasted, PastedKind, PastedValue } from './pasted.ts'
import { settleAddresses } from './settle-addresses.ts'

export interface FillState {
  form: CompiledForm
  /** What the form holds now. */
  values: JsonObject
  /** Pointers of stored secrets that an empty box keeps. */
  kept: ReadonlySet<string>
  /** A stored connection: what it holds counts as typed, defaults too. */
  isStored: boolean
}

export interface FilledField {
  pointer: string
  label: string
}

export interface FillPlan {
  kind: PastedKind
  values: JsonObject
  filled: FilledField[]
  /** Those of them whose value needs a correction. */
  wrong: FilledField[]
  /** Fields that held the pasted value already. */
  same: FilledField[]
  /** Fields whose box cannot hold what was pasted. */
  unfit: FilledField[]
  /** What fits more than one way: a name and the labels, or the names and a label. */
  unclear: { names: string[]; labels: string[] }[]
  /** Names of values that no field takes. */
  left: string[]
}

interface Work extends FillState {
  named: NamedValue[]
  replace: boolean
}

/**
 * Says which fields a pasted text fills and with what. Nothing typed is replaced unless `replace` says so; a value goes
 * to the one field it fits best, or nowhere. Pure; the same text and form give the same plan.
 */
export function planFill(pasted: Pasted, state: FillState, replace = false): FillPlan {
  const work: Work = { ...state, named: pasted.values.map(nameValue), replace }
  const context = new Set(wordsOf(String(own(state.form.uiSchema, 'ui:title') ?? '')))
  let values = state.values
  const done: Match[] = []
  const unclear: Match[][] = []
  let open = work.named
  // A value may meet the condition of another field: what that brings is filled in the next round. A value that has
  // found its best field, taken or not, looks for no other.
  for (let round = 0; round < 3; round++) {
    const taken = matchOnce({ ...work, values }, { context, done, open })
    unclear.push(...taken.unclear)
    done.push(...taken.assigned)
    open = open.filter(value => !taken.placed.has(value))
    const next = applyFill(values, state.form.schema, taken.writes, taken.choices)
    if (jsonEqual(next, values)) break
    values = next
  }
  const order = fillFields(state.form, values).map(field => field.pointer)
  const taken = done.toSorted((a, b) => order.indexOf(a.field.pointer) - order.indexOf(b.field.pointer))
  return report(pasted.kind, work, { values, taken, unclear })
}

interface Round {
  context: ReadonlySet<string>
  done: readonly Match[]
  open: readonly NamedValue[]
}

function matchOnce(work: Work, { context, done, open }: Round) {
  const fields = fillFields(work.form, work.values)
  const filled = new Set(done.map(match => match.field.pointer))
  const empty = fields.filter(field => !filled.has(field.pointer))
  const matches = matchesOf(open, empty, work)
  const chosen = chooseBranches(fields, matches, {
    values: work.values,
    context,
    mayChange: (need, to) => mayChange(work, fields, need, to),
    said: need => saidOf(work.named, need),
  })
  const reached = reachable(matches, chosen)
  const result = assignValues(reached, context)
  const assigned = settleAddresses(result.taken, done)
  const writes = assigned.filter(match => match.fitted !== undefined && (work.replace || isFree(work, match.field)))
  const needed = new Set(writes.flatMap(match => match.field.needs.map(need => toPointer(need.path))))
  const choices = [...chosen.values()].filter(choice => needed.has(toPointer(choice.path)))
  return { assigned, writes, choices, unclear: result.unclear, placed: new Set(reached.map(match => match.value)) }
}

function matchesOf(named: readonly NamedValue[], fields: readonly FillField[], work: Work): Match[] {
  return named.flatMap(value =>
    fields.flatMap(field => {
      const score = nameScore(value, field)
      if (score <= 0 || (score < NEAR && !isForToken(value, field, fields))) return []
      const around = { values: work.named, current: valueAt(work.values, field.path) }
      const fitted = fitToField(value, field, around)
      return fitted === undefined && (score < SURE || value.source.quiet) ? [] : [{ value, field, score, fitted }]
    }),
  )
}

/** A token stands in for a password only where nobody asks for a user. */
function isForToken(value: NamedValue, field: FillField, fields: readonly FillField[]): boolean {
  if (field.concept !== 'password' || (value.concept !== 'token' && value.concept !== 'apiKey')) return true
  const around = field.path.slice(0, -1).join('/')
  return fields.every(other => other.concept !== 'user' || other.path.slice(0, -1).join('/') !== around)
}

/** Whether anything was typed or saved that a fill could replace. */
export function holdsAnything(state: FillState): boolean {
  return fillFields(state.form, state.values).some(field => !isFree(state, field))
}

/** Nothing that was typed stands in the field. */
function isFree({ values, kept, isStored }: FillState, field: FillField): boolean {
  const current = valueAt(values, field.path)
  if (kept.has(field.pointer)) return false
  if (current === undefined || current === null || current === '') return true
  if (Array.isArray(current) && current.length === 0) return true
  if (isStored) return false
  const start = own(field.schema, 'default')
  return jsonEqual(current, start ?? (own(field.schema, 'type') === 'boolean' ? false : undefined))
}

/** A branch is left only when nothing typed or saved would go with it, a condition only when nobody chose it. */
function mayChange(work: Work, fields: readonly FillField[], need: Need, to: Json): boolean {
  if (work.replace) return true
  const pointer = toPointer(need.path)
  const asks = (field: FillField, value: Json | undefined) =>
    field.needs.some(each => toPointer(each.path) === pointer && each.anyOf.some(one => jsonEqual(one, value)))
  if (!need.isTag) {
    const controller = fields.find(field => field.pointer === pointer)
    return !controller || isFree(work, controller)
  }
  const current = valueAt(work.values, need.path)
  const kept = new Set(fields.filter(field => asks(field, to)).map(field => field.pointer))
  return fields.every(field => !asks(field, current) || kept.has(field.pointer) || isFree(work, field))
}

/** The value of a tag or of a controlling field, where the text names it itself. */
function saidOf(named: readonly NamedValue[], { path, anyOf }: Need): Json | undefined {
  const way = path.flatMap(wordsOf).join('')
  const last = wordsOf(path.at(-1) ?? '').join('')
  const exact = named.filter(value => value.words.join('').endsWith(way) || value.last.join('') === last)
  const found = exact.flatMap(({ source }) => {
    const choice = fitChoice(source.value, anyOf)
    return choice === undefined ? [] : [choice]
  })
  const [only] = found
  return only !== undefined && found.every(choice => jsonEqual(choice, only)) ? only : undefined
}

function report(
  kind: PastedKind,
  work: Work,
  { values, taken, unclear }: { values: JsonObject; taken: Match[]; unclear: Match[][] },
): FillPlan {
  const plan: FillPlan = { kind, values, filled: [], wrong: [], same: [], unfit: [], unclear: [], left: [] }
  for (const { field, fitted } of taken) {
    const { pointer, label } = field
    const before = valueAt(work.values, field.path)
    if (fitted === undefined) plan.unfit.push({ pointer, label })
    else if (!work.kept.has(pointer) && jsonEqual(before, fitted)) plan.same.push({ pointer, label })
    else if (work.replace || isFree(work, field)) {
      plan.filled.push({ pointer, label })
      if (!matches(field.schema, fitted)) plan.wrong.push({ pointer, label })
    }
  }
  const used = new Set<PastedValue>(
    taken.flatMap(({ value: { source } }) => [source, ...(source.partOf ? [source.partOf] : [])]),
  )
  for (const rivals of unclear) {
    const heard = rivals.filter(({ value }) => !value.source.quiet)
    if (heard.length === 0) continue
    plan.unclear.push({
      names: [...new Set(heard.map(({ value }) => nameOf(value.source)))],
      labels: [...new Set(heard.map(({ field }) => field.label))],
    })
    for (const { value } of heard) used.add(value.source)
  }
  // Where one field took the whole text, nothing of it is left.
  if (taken.some(({ value: { source } }) => source.names.length === 0 && WHOLE.has(source.concept ?? ''))) return plan
  for (const { source } of work.named) if (!source.quiet && !used.has(source)) plan.left.push(nameOf(source))
  return plan
}

const WHOLE: ReadonlySet<string> = new Set(['keyFile', 'connection'])

function nameOf(source: PastedValue): string {
  return source.names.join('.')
}
