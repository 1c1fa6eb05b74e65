import type { Account } from '#shared/contract/accounts.ts'
import { changedMeanwhile, describeChange } from './changed-meanwhile.ts'
import { checkLabel } from './check-label.ts'
import type { AppContext } from './context.ts'
import { describeAccount } from './describe-account.ts'
import { requireAccount } from './require-account.ts'

interface Renaming {
  id: string
  rowVersion: number
  label: string
  locale: string
}

/** Gives a connection or a login another label. Nothing else changes, so nothing is tested. */
export function makeRenameAccount(context: AppContext) {
  return async ({ id, rowVersion, label, locale }: Renaming): Promise<Account> => {
    const { store, log, events } = context
    const row = await requireAccount(context, id)
    const wanted = checkLabel(label)
    if (row.rowVersion !== rowVersion) throw await changedMeanwhile(context, id, rowVersion)
    if (wanted === row.label) return describeAccount(context, row, locale)
    const renamed = await store.accounts.update(id, rowVersion, { label: wanted })
    if (!renamed) throw await changedMeanwhile(context, id, rowVersion)
    const changed = describeChange(renamed.rowVersion, ['label'])
    log.info('account-renamed', { id, service: row.service, type: row.type, changed })
    events.emit('accounts')
    return describeAccount(context, renamed, locale)
  }
}
