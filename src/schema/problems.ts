import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { fromPointer, toPointer } from '#shared/json-pointer.ts'
import { tagNameOf, tagOf } from './active-parts.ts'
import { dropUntouchedGroups } from './drop-untouched-groups.ts'
import { fieldAt } from './field-at.ts'
import { type ProblemLanguage, problemWords } from './problem-words.ts'
import type { AjvLikeError, CompiledForm, ValueProblem } from './types.ts'
import { valueAt } from './value-places.ts'

/** What the page knows besides the values. */
export interface ProblemState {
  /** Pointers of stored secrets that are kept: their absence is no problem. */
  kept?: readonly string[]
  /** English unless told. */
  language?: ProblemLanguage
}

/** Of several errors at one field the first of these is shown; bounds and the rest come after. */
const RANK =
  'required discriminator type enum const minItems maxItems uniqueItems minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf'.split(
    ' ',
  )

const GATHERING = new Set(['oneOf', 'anyOf', 'not'])

/**
 * Turns Ajv's errors into at most one problem a field, in words without any value (forms.md §8): those of branches not
 * chosen, of groups nobody touched, of kept secrets and those that only sum up others are left out.
 */
export function explainErrors(
  errors: AjvLikeError[],
  form: CompiledForm,
  values: JsonObject,
  state: ProblemState = {},
): ValueProblem[] {
  if (errors.length === 0) return []
  const kept = new Set(state.kept)
  const cleaned = dropUntouchedGroups(form.schema, values, { kept: [...kept] })
  const placed = errors
    .filter(error => error.keyword !== 'if' && !isAboutName(error) && !isOffBranch(error, form.schema, values))
    .map(error => ({ error, pointer: pointerOf(error) }))
    .filter(({ error, pointer }) => !(error.keyword === 'required' && kept.has(pointer)))
    .filter(({ pointer }) => !isInDropped(values, cleaned, fromPointer(pointer)))
  const problems = new Map<string, { rank: number; error: AjvLikeError }>()
  for (const { error, pointer } of placed) {
    if (GATHERING.has(error.keyword) && placed.some(other => sumsUp(pointer, error, other))) continue
    const rank = RANK.includes(error.keyword) ? RANK.indexOf(error.keyword) : RANK.length
    const known = problems.get(pointer)
    if (!known || rank < known.rank) problems.set(pointer, { rank, error })
  }
  return [...problems].map(([pointer, { error }]) => {
    const path = fromPointer(pointer)
    const place = { field: fieldAt(form, values, path), value: valueAt(values, path) }
    const words = problemWords(error, place, state.language)
    return { pointer, ...words }
  })
}

function pointerOf({ instancePath, params }: AjvLikeError): string {
  const name = params['missingProperty'] ?? params['propertyName']
  return typeof name === 'string' ? instancePath + toPointer([name]) : instancePath
}

/** The errors of the name itself are summed up by `propertyNames`. */
function isAboutName({ keyword, schemaPath }: AjvLikeError): boolean {
  return keyword !== 'propertyNames' && schemaPath.includes('/propertyNames/')
}

/** True when a deeper error, or another one at the same place, says more than one that only gathers. */
function sumsUp(pointer: string, error: AjvLikeError, other: { error: AjvLikeError; pointer: string }): boolean {
  if (other.error === error) return false
  return other.pointer === pointer ? !GATHERING.has(other.error.keyword) : other.pointer.startsWith(`${pointer}/`)
}

function isInDropped(values: JsonObject, cleaned: JsonObject, path: string[]): boolean {
  return path.some((_, i) => {
    const prefix = path.slice(0, i + 1)
    return valueAt(values, prefix) !== undefined && valueAt(cleaned, prefix) === undefined
  })
}

/** Follows the error's way through schema and values; true when it enters a branch that the tag does not name. */
function isOffBranch(error: AjvLikeError, schema: JsonObject, values: JsonObject): boolean {
  const way = error.schemaPath
    .replace(/^[^#]*#/, '')
    .split('/')
    .slice(1)
    .map(decode)
  const names = fromPointer(error.instancePath)
  let node: Json | undefined = schema
  let value: Json | undefined = values
  for (let i = 0; i < way.length; i++) {
    const part = way[i] ?? ''
    const next: Json | undefined = stepIn(node, part)
    if (part === 'properties') i++
    if (part === 'properties' || part === 'items' || part === 'additionalProperties') {
      value = valueAt(value, names.splice(0, 1))
      node = part === 'properties' ? stepIn(next, way[i] ?? '') : next
      continue
    }
    if (part === 'oneOf' && isObject(node)) {
      const tagName: string | undefined = tagNameOf(node)
      const branch: Json | undefined = stepIn(next, way[i + 1] ?? '')
      if (tagName !== undefined && isObject(branch) && isObject(value)) {
        if (tagOf(branch, tagName) !== own(value, tagName)) return true
      }
    }
    node = next
  }
  return false
}

function stepIn(node: Json | undefined, part: string): Json | undefined {
  if (Array.isArray(node)) return node[Number(part)]
  return isObject(node) ? own(node, part) : undefined
}

function decode(part: string): string {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~')
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}
