import type { OwnedAccount } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { t } from '../../lib/words-oversight.ts'

/** What an entry is called for somebody who may not read its label. */
export function ownedWords({ service, owner }: OwnedAccount, connectors: readonly Connector[]) {
  return {
    entry: connectors.find(each => each.service === service)?.displayName ?? service,
    owner: owner || t('ownerNone'),
  }
}
