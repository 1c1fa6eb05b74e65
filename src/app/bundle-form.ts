import type { CompiledForm, Diagnostic } from '#schema/types.ts'
import type { FormBundle, LocatedDiagnostic } from '#shared/contract/forms.ts'
import type { JsoncDocument } from '#shared/jsonc.ts'

/** The form as the API sends it. Without a validator there is no form to show (forms.md §13, D15). */
export function bundleForm(
  { schema, uiSchema, secrets }: CompiledForm,
  hash: string | undefined,
  located: readonly LocatedDiagnostic[],
): FormBundle {
  return {
    schema,
    uiSchema,
    secrets,
    diagnostics: hash === undefined ? [...located, VALIDATOR_FAILED] : [...located],
    validator: hash === undefined ? null : { url: `/validators/${hash}.js`, hash },
  }
}

/** Diagnostics with their places in the text that the form was compiled from; without a text all stand at its start. */
export function locateDiagnostics(
  diagnostics: readonly Diagnostic[],
  document: Pick<JsoncDocument, 'locate'> | undefined,
): LocatedDiagnostic[] {
  return diagnostics.map(diagnostic => ({
    ...diagnostic,
    ...(document?.locate(diagnostic.pointer, 'key') ?? { line: 1, column: 1 }),
  }))
}

const VALIDATOR_FAILED: LocatedDiagnostic = {
  pointer: '',
  rule: 'validator-failed',
  severity: 'error',
  message: 'No validator can be built for this form.',
  fix: 'Make the form smaller: fewer fields, branches and conditions.',
  line: 1,
  column: 1,
}
