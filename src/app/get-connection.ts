import { maskSecrets } from '#schema/mask-secrets.ts'
import type { ConnectionDetail } from '#shared/contract/accounts.ts'
import type { JsonObject } from '#shared/json.ts'
import { openConnectionValue } from './account-value.ts'
import type { AppContext } from './context.ts'
import { describeAccount } from './describe-account.ts'
import { findType, formOf } from './find-type.ts'
import { requireConnection } from './require-account.ts'

/**
 * A connection for editing: secrets are marks, never values. Whatever the type calls secret now or called secret when
 * the connection was saved is masked. Throws `unreadable`, and `connector_unavailable` where no type can tell.
 */
export function makeGetConnection(context: AppContext) {
  return async (id: string, locale: string): Promise<ConnectionDetail> => {
    const row = await requireConnection(context, id)
    const { input } = openConnectionValue(context, row)
    const offered = findType(context, row.type, { saved: true })
    const made = context.catalogue.findConnection(row.type, row.version)
    let values: JsonObject = input
    for (const found of made && made !== offered ? [made, offered] : [offered]) {
      values = maskSecrets(formOf(context, found, locale), values)
    }
    return { account: await describeAccount(context, row, locale), values }
  }
}
