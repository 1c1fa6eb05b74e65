import type { JsonObject } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import type { AjvLikeError, CompiledForm, ValueProblem } from './types.ts'

/** What the page knows besides the values. */
export interface ProblemState {
  /** Pointers of stored secrets that are kept: their absence is no problem. */
  kept?: readonly string[]
}

/** Turns Ajv's errors into one problem a field, in words (forms.md §8). */
export function explainErrors(
  errors: AjvLikeError[],
  _form: CompiledForm,
  _values: JsonObject,
  state: ProblemState = {},
): ValueProblem[] {
  const problems = new Map<string, ValueProblem>()
  for (const error of errors) {
    const missing = error.params['missingProperty']
    const pointer = error.instancePath + (typeof missing === 'string' ? toPointer([missing]) : '')
    if (problems.has(pointer) || (error.keyword === 'required' && state.kept?.includes(pointer))) continue
    problems.set(pointer, {
      pointer,
      keyword: error.keyword,
      message: error.keyword === 'required' ? 'Fill in this field.' : 'These values do not fit together.',
    })
  }
  return [...problems.values()]
}
