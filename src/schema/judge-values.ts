import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { activeParts } from './active-parts.ts'
import { dropUntouchedGroups } from './drop-untouched-groups.ts'
import { fillConstants } from './fill-constants.ts'
import { longTexts } from './long-texts.ts'
import { matches } from './matches.ts'
import { explainErrors, type ProblemState } from './problems.ts'
import { pruneValues } from './prune-values.ts'
import { protoNames, reservedNames } from './reserved-names.ts'
import { tooManyValues } from './too-many-values.ts'
import type { AjvLikeError, CompiledForm, ValueProblem } from './types.ts'

export interface JudgeOptions extends ProblemState {
  /** Ajv's errors for whole values by the form's schema: a live one on the server, the precompiled one on the page. */
  errorsOf: (values: JsonObject) => readonly AjvLikeError[]
}

export interface Judgement {
  /** What is to be stored. */
  values: JsonObject
  problems: ValueProblem[]
}

/**
 * The one way to judge values, for page, server and command line (forms.md §7): drops what the form does not ask for,
 * puts in constants that nobody can enter, drops optional groups nobody touched, then validates and finds the words. A
 * `null` stands for a field that was emptied on purpose: it is judged as absent and stored as it is. Tags have been
 * repaired before.
 */
export function judgeValues(form: CompiledForm, submitted: JsonObject, options: JudgeOptions): Judgement {
  const { schema } = form
  const { errorsOf, ...state } = options
  const outright = refuseOutright(form, submitted, state)
  if (outright.length > 0) return { values: submitted, problems: outright }
  const pruned = fillConstants(schema, pruneValues(schema, submitted))
  const judged = dropUntouchedGroups(schema, withoutNulls(schema, pruned), { kept: state.kept ?? [] })
  const errors = [...errorsOf(judged), ...reservedNames(schema, submitted)]
  const problems = explainErrors(errors, form, judged, state)
  // Never silent: an error that no rule of words knows still refuses the values.
  const silent = errors.length > 0 && problems.length === 0 && (state.kept ?? []).length === 0
  if (silent) problems.push(...explainErrors([UNKNOWN], form, judged, state))
  return { values: withNulls(judged, pruned) as JsonObject, problems }
}

/**
 * What is wrong with values that cannot be judged in a moment, or not at all: texts too long for a pattern, lists too
 * long to be compared, names that are no names. To be asked before anything else is done with values that somebody sent.
 */
export function refuseOutright(form: CompiledForm, submitted: JsonObject, state: ProblemState = {}): ValueProblem[] {
  const tooMany = tooManyValues(submitted)
  // Finding words looks at the values as well; these need none.
  if (tooMany.length > 0) return explainErrors(tooMany, form, {}, state)
  const errors = [...protoNames(submitted), ...longTexts(form.schema, submitted)]
  return errors.length === 0 ? [] : explainErrors(errors, form, submitted, state)
}

const UNKNOWN: AjvLikeError = { instancePath: '', schemaPath: '#', keyword: 'invalid', params: {} }

function withoutNulls(schema: JsonObject, values: JsonObject): JsonObject {
  const parts = activeParts(schema, values)
  const entries = Object.entries(values).flatMap(([name, value]): [string, Json][] => {
    const part = parts.properties.get(name)
    if (value === null && part && !matches(part, null)) return []
    return [[name, part ? withoutNullsIn(part, value) : value]]
  })
  return Object.fromEntries(entries)
}

function withoutNullsIn(schema: JsonObject, value: Json): Json {
  if (isObject(value)) return withoutNulls(schema, value)
  const items = own(schema, 'items')
  return Array.isArray(value) && isObject(items) ? value.map(row => withoutNullsIn(items, row)) : value
}

/** Puts the nulls of `from` back, where the object that held them is still there. */
function withNulls(value: Json, from: Json): Json {
  if (Array.isArray(value) && Array.isArray(from)) return value.map((row, i) => withNulls(row, from[i] ?? null))
  if (!isObject(value) || !isObject(from)) return value
  const result: JsonObject = { ...value }
  for (const [name, before] of Object.entries(from)) {
    const now = own(value, name)
    if (now !== undefined) result[name] = withNulls(now, before)
    else if (before === null) result[name] = null
  }
  return result
}
