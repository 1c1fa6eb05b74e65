import { mergeKept } from '#schema/merge-kept.ts'
import type { CompiledForm } from '#schema/types.ts'
import { AppError, type FieldProblem } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import type { FormService } from './form-service.ts'
import { refuseValues } from './judge-values.ts'

interface Submission {
  form: CompiledForm
  submitted: JsonObject
  /** Empty for a new connection. */
  stored: JsonObject
}

/**
 * Submitted values as they are stored: kept secrets put in, then judged. Throws `secret_reentry_required` and
 * `invalid_input`, both with the fields at fault.
 */
export function prepareValues(
  { forms }: { forms: Pick<FormService, 'judge'> },
  { form, submitted, stored }: Submission,
): JsonObject {
  refuse(refuseValues(form, submitted))
  const merged = mergeKept(form, submitted, stored)
  if (merged.problems.length > 0) {
    throw new AppError('secret_reentry_required', {
      detail: 'A stored secret only goes to the address it was stored for. Enter it again.',
      fields: merged.problems,
    })
  }
  const { values, problems } = forms.judge(form, merged.values)
  refuse(problems)
  return values
}

function refuse(problems: FieldProblem[]): void {
  if (problems.length === 0) return
  const count = problems.length === 1 ? 'One value needs' : `${problems.length} values need`
  throw new AppError('invalid_input', { detail: `${count} a change. Nothing was saved.`, fields: problems })
}
