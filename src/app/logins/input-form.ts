import type { InputField } from '#oauth/types.ts'
import type { CompiledForm, TextBundles } from '#schema/types.ts'
import type { FormBundle } from '#shared/contract/forms.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import type { AppContext } from '../context.ts'

/** The form of the inputs a config asks for at one moment; null when it asks for none. */
export async function inputBundle(
  { forms }: AppContext,
  fields: readonly InputField[],
  texts: TextBundles,
): Promise<FormBundle | null> {
  return fields.length === 0 ? null : forms.bundle({ document: documentOf(fields), texts })
}

/** The inputs as they are stored. Throws `invalid_input` with the fields at fault. */
export function judgeInputs(
  { forms }: AppContext,
  fields: readonly InputField[],
  { submitted, texts }: { submitted: JsonObject; texts: TextBundles },
): JsonObject {
  if (fields.length === 0) return {}
  const form: CompiledForm = forms.compile({ document: documentOf(fields), texts })
  const { values, problems } = forms.judge(form, submitted)
  if (problems.length === 0) return values
  const count = problems.length === 1 ? 'One value needs' : `${problems.length} values need`
  throw new AppError('invalid_input', { detail: `${count} a change. Nothing was saved.`, fields: problems })
}

function documentOf(fields: readonly InputField[]): JsonObject {
  return {
    type: 'object',
    format: 'table',
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, structuredClone(schema)])),
  }
}
