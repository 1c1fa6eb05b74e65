import type { AccountRow } from '#store/types.ts'
import type { AppContext } from './context.ts'
import { describeFault } from './log.ts'
import { prepareRevocation } from './logins/revoke-tokens.ts'

/**
 * Removes an entry with everything stored for it. A login's tokens are ended at the service: what that takes is stored as
 * the login goes, so it is done whatever becomes of this process. False when it is not that version any more.
 */
export async function removeAccount(context: AppContext, row: AccountRow, rowVersion?: number): Promise<boolean> {
  const { store, log, events } = context
  const { id } = row
  const revocation = await prepareRevocation(context, row)
  const removed = await store.transaction(async tx => {
    if (!(await tx.accounts.remove(id, rowVersion))) return false
    if (revocation) await tx.revocations.insert(revocation.row)
    return true
  })
  if (!removed) return false
  // Nobody waits for the service: the login is gone here whatever it says.
  revocation?.run().catch(error => log.warn('revoke-failed', { id, fault: describeFault(error) }))
  log.info('account-deleted', { id, service: row.service, type: row.type })
  events.emit('accounts')
  return true
}
