import type { CompiledForm, TextBundles } from '#schema/types.ts'
import type { FormBundle } from '#shared/contract/forms.ts'
import type { FieldProblem } from '#shared/errors/app-error.ts'
import type { Json, JsonObject } from '#shared/json.ts'

/** What to make a form of. */
export interface FormSource {
  /** A whole connection.json, or a bare schema. */
  document: Json
  /** The text `document` was read from: diagnostics then get line and column. */
  text?: string
  texts: TextBundles
}

/** Forms for the page and the last word on values, for connection types and for the inputs of a login. */
export interface FormService {
  /** The compiled form; cached by document and language. Never throws. */
  compile(source: FormSource): CompiledForm
  /** The form with its validator built, as the API sends it. Diagnostics of a failed build are added. */
  bundle(source: FormSource): Promise<FormBundle>
  /**
   * Judges values as the page does (forms.md §7): prunes, drops untouched optional groups, then validates.
   * Returns what is to be stored and every problem; problems are empty for good values.
   */
  judge(form: CompiledForm, values: JsonObject): { values: JsonObject; problems: FieldProblem[] }
  /** The text of a built validator; undefined for an unknown hash. */
  validatorCode(hash: string): Promise<{ code: string; cache: 'immutable' | 'no-store' } | undefined>
}
