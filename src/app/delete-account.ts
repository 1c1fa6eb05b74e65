import type { AppContext } from './context.ts'
import { describeFault } from './log.ts'
import { prepareRevocation } from './logins/revoke-tokens.ts'
import { changedMeanwhile, requireAccount } from './require-account.ts'
import { requireUnused } from './uses/require-unused.ts'

/**
 * Deletes a connection or a login with everything stored for it, and ends a login's tokens at the service. With
 * `rowVersion`: only if it is still that version. Throws `in_use` while a workflow uses it.
 */
export function makeDeleteAccount(context: AppContext) {
  return async (id: string, rowVersion?: number): Promise<void> => {
    const { store, log, events } = context
    const row = await requireAccount(context, id)
    await requireUnused(context, row)
    const revoke = await prepareRevocation(context, row)
    if (!(await store.accounts.remove(id, rowVersion))) throw changedMeanwhile()
    // Nobody waits for the service: the login is gone here whatever it says.
    revoke?.().catch(error => log.warn('revoke-failed', { id, fault: describeFault(error) }))
    log.info('account-deleted', { id, service: row.service, type: row.type })
    events.emit('accounts')
  }
}
