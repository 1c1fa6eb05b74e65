import type { Account } from '#shared/contract/accounts.ts'
import { changedMeanwhile, describeChange } from '../changed-meanwhile.ts'
import type { AppContext } from '../context.ts'
import { describeAccount } from '../describe-account.ts'
import { requireAccount } from '../require-account.ts'

interface Share {
  id: string
  shared: boolean
  locale: string
}

/** Lets everybody in the workspace use an account of one's own, or nobody else any more: at their next fetch they fail. */
export function makeShareAccount(context: AppContext) {
  return async ({ id, shared, locale }: Share): Promise<Account> => {
    const { store, log, events } = context
    const row = await requireAccount(context, id)
    if ((row.sharedAt !== null) === shared) return describeAccount(context, row, locale)
    const updated = await store.accounts.update(id, row.rowVersion, { sharedAt: shared ? store.now() : null })
    if (!updated) throw await changedMeanwhile(context, id, row.rowVersion)
    const changed = describeChange(updated.rowVersion, ['sharing'])
    log.info(shared ? 'account-shared' : 'account-unshared', { id, service: row.service, type: row.type, changed })
    events.emit('accounts')
    return describeAccount(context, updated, locale)
  }
}
