import { maskSecrets } from '#schema/mask-secrets.ts'
import { pruneValues } from '#schema/prune-values.ts'
import { repairTags } from '#schema/repair-tags.ts'
import type { ConnectionDetail } from '#shared/contract/accounts.ts'
import { openConnectionValue } from './account-value.ts'
import type { AppContext } from './context.ts'
import { describeAccount } from './describe-account.ts'
import { formOf } from './find-type.ts'
import { requireConnection } from './require-account.ts'
import { requireSavedType, savedType } from './saved-type.ts'

/**
 * A connection for editing, in the form of the version that editing goes on with: secrets are marks, never values.
 * Whatever the type calls secret now or called secret when the connection was saved is masked, and what its form does
 * not know any more stays here, since nothing tells whether it was secret. Throws `unreadable`, and
 * `connector_unavailable` where no type can tell.
 */
export function makeGetConnection(context: AppContext) {
  return async (id: string, locale: string): Promise<ConnectionDetail> => {
    const row = await requireConnection(context, id)
    const { input } = openConnectionValue(context, row)
    const form = formOf(context, requireSavedType(context, row, 'edit'), locale)
    const made = savedType(context, row, 'made')
    const known = pruneValues(form.schema, repairTags(form, input))
    const masked = maskSecrets(form, known)
    const values = made ? maskSecrets(formOf(context, made, locale), masked) : masked
    return { account: await describeAccount(context, row, locale), values }
  }
}
