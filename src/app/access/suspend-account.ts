import type { OwnedAccount } from '#shared/contract/accounts.ts'
import type { AppContext } from '../context.ts'
import { noAccount } from '../require-account.ts'
import { describeOwned, requireAnyAccount } from './all-accounts.ts'

/**
 * Holds back an entry of anybody, or lets it go again (security.md §6.2). It stays as it is, and its tokens are kept
 * fresh; nobody gets its credentials and nobody tests it meanwhile. Throws `not_found`.
 */
export function makeSuspendAccount(context: AppContext) {
  return async (id: string, suspended: boolean): Promise<OwnedAccount> => {
    const { store, log, events } = context
    const row = await requireAnyAccount(context, id)
    if ((row.suspendedAt !== null) === suspended) return describeOwned(context, row)
    const changed = await store.accounts.suspend(id, suspended)
    if (!changed) throw noAccount()
    log.info(suspended ? 'account-suspended' : 'account-resumed', { id, service: row.service, type: row.type })
    events.emit('accounts')
    return describeOwned(context, changed)
  }
}
