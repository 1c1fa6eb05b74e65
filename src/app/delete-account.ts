import type { AppContext } from './context.ts'
import { changedMeanwhile, requireAccount } from './require-account.ts'

/** Deletes a connection or a login with everything stored for it. With `rowVersion`: only if it is still that one. */
export function makeDeleteAccount(context: AppContext) {
  return async (id: string, rowVersion?: number): Promise<void> => {
    const { store, log, events } = context
    const row = await requireAccount(context, id)
    if (!(await store.accounts.remove(id, rowVersion))) throw changedMeanwhile()
    log.info('account-deleted', { id, service: row.service, type: row.type })
    events.emit('accounts')
  }
}
