import { Ajv, type ValidateFunction } from 'ajv'
import { activeParts } from '#schema/active-parts.ts'
import { dropUntouchedGroups } from '#schema/drop-untouched-groups.ts'
import { explainErrors } from '#schema/problems.ts'
import { pruneValues } from '#schema/prune-values.ts'
import type { CompiledForm, IsValid } from '#schema/types.ts'
import type { FieldProblem } from '#shared/errors/app-error.ts'
import { isObject, type JsonObject, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { AJV_OPTIONS } from './ajv-options.ts'

export interface Judgement {
  /** What is to be stored. */
  values: JsonObject
  problems: FieldProblem[]
}

/** A longer text is refused where a pattern applies: patterns are foreign, and time grows with length (forms.md §10.4). */
const MAX_PATTERN_TEXT = 10_000

const compiled = new WeakMap<JsonObject, ValidateFunction>()

/**
 * The server's last word on values, by the page's own rules (forms.md §7): drops what the form does not ask for and
 * optional groups nobody touched, then validates. A `null` stands for a field that was emptied on purpose: it is
 * judged as absent and stored as it is.
 */
export function judgeValues(form: CompiledForm, submitted: JsonObject): Judgement {
  const { schema } = form
  const pruned = pruneValues(schema, submitted, isValid)
  const judged = dropUntouchedGroups(schema, withoutNulls(schema, pruned), { isValid })
  const tooLong = findTooLong(schema, judged, '')
  if (tooLong.length > 0) return { values: judged, problems: tooLong }
  const validate = compilePart(schema)
  const errors = validate(judged) ? [] : (validate.errors ?? [])
  const problems = explainErrors(errors, form, judged).map(({ pointer, keyword, message }) => ({
    pointer,
    code: keyword,
    detail: message,
  }))
  // Never silent: an error that no rule of words knows still refuses the values.
  if (errors.length > 0 && problems.length === 0) {
    problems.push({ pointer: '', code: 'invalid', detail: 'These values do not fit together.' })
  }
  return { values: withNulls(judged, pruned), problems }
}

const isValid: IsValid = (schema, value) => compilePart(schema)(value) === true

function compilePart(schema: JsonObject): ValidateFunction {
  const known = compiled.get(schema)
  if (known) return known
  // One Ajv for each schema: a shared one would keep every schema it ever saw.
  const validate = new Ajv(AJV_OPTIONS).compile(schema)
  compiled.set(schema, validate)
  return validate
}

function withoutNulls(schema: JsonObject, values: JsonObject): JsonObject {
  const parts = activeParts(schema, values, isValid)
  const entries = Object.entries(values).flatMap(([name, value]): [string, JsonObject[string]][] => {
    const part = parts.properties.get(name)
    if (value === null && part && !isValid(part, null)) return []
    return [[name, part && isObject(value) ? withoutNulls(part, value) : value]]
  })
  return Object.fromEntries(entries)
}

/** Puts the nulls of `from` back, where the object that held them is still there. */
function withNulls(values: JsonObject, from: JsonObject): JsonObject {
  const result: JsonObject = { ...values }
  for (const [name, before] of Object.entries(from)) {
    const now = own(values, name)
    if (before === null && now === undefined) result[name] = null
    else if (isObject(before) && isObject(now)) result[name] = withNulls(now, before)
  }
  return result
}

function findTooLong(schema: JsonObject, value: unknown, at: string): FieldProblem[] {
  if (typeof value === 'string') {
    if (value.length <= MAX_PATTERN_TEXT || !Object.hasOwn(schema, 'pattern')) return []
    return [{ pointer: at, code: 'maxLength', detail: `Use at most ${MAX_PATTERN_TEXT} characters.` }]
  }
  if (Array.isArray(value)) {
    const items = own(schema, 'items')
    return isObject(items) ? value.flatMap((item, i) => findTooLong(items, item, at + toPointer([i]))) : []
  }
  if (!isObject(value)) return []
  // Conditions are not asked here: a condition may itself hold the pattern.
  const parts = activeParts(schema, value, () => true)
  return Object.entries(value).flatMap(([name, item]) => {
    const part = parts.properties.get(name) ?? parts.extra
    return part ? findTooLong(part, item, at + toPointer([name])) : []
  })
}
