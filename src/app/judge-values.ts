import { Ajv, type ValidateFunction } from 'ajv'
import { judgeValues as judgeBy, refuseOutright } from '#schema/judge-values.ts'
import type { CompiledForm, ValueProblem } from '#schema/types.ts'
import type { FieldProblem } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import { AJV_OPTIONS } from './ajv-options.ts'

export interface Judgement {
  /** What is to be stored. */
  values: JsonObject
  problems: FieldProblem[]
}

const compiled = new WeakMap<JsonObject, ValidateFunction>()

/** The server's last word on values, and the command line's: the page's own rules with a live Ajv (forms.md §7). */
export function judgeValues(form: CompiledForm, submitted: JsonObject): Judgement {
  const validate = compileOnce(form.schema)
  const errorsOf = (values: JsonObject) => (validate(values) ? [] : (validate.errors ?? []))
  const { values, problems } = judgeBy(form, submitted, { errorsOf })
  return { values, problems: problems.map(toField) }
}

/** What is wrong with values that are refused before anything is done with them. */
export function refuseValues(form: CompiledForm, submitted: JsonObject): FieldProblem[] {
  return refuseOutright(form, submitted).map(toField)
}

function toField({ pointer, keyword, message }: ValueProblem): FieldProblem {
  return { pointer, code: keyword, detail: message }
}

function compileOnce(schema: JsonObject): ValidateFunction {
  const known = compiled.get(schema)
  if (known) return known
  // One Ajv for each schema: a shared one would keep every schema it ever saw.
  const validate = new Ajv(AJV_OPTIONS).compile(schema)
  compiled.set(schema, validate)
  return validate
}
