import { maskSecrets } from '#schema/mask-secrets.ts'
import type { CompiledForm } from '#schema/types.ts'
import { isSecretMark } from '#schema/value-places.ts'
import type { FormBundle } from '#shared/contract/forms.ts'
import type { Json, JsonObject } from '#shared/json.ts'
import { t } from '../../lib/words-studio.ts'

/** The typed values as text, with every secret shown as "hidden". */
export function hiddenValues(form: FormBundle, values: JsonObject): string {
  const masked = maskSecrets(form as unknown as CompiledForm, values)
  return JSON.stringify(masked, (_key, value: Json) => (isSecretMark(value) ? t('hidden') : value), 2)
}
