import type { AppError } from '#shared/errors/app-error.ts'
import type { GrantRow, HotAccount } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { noteState } from '../webhooks/note-state.ts'
import { needsReconnect } from './needs-reconnect.ts'

/** Why a grant ended, where its tokens would still work: a permission that its config requires is missing. */
export const LACKS_SCOPE = 'scope'

interface End {
  /** The version of the tokens that this is about. */
  at: Pick<GrantRow, 'id' | 'credVersion'>
  reason: string
  failClass: 'gone' | typeof LACKS_SCOPE
}

/** Marks the login as one that needs a new sign-in, and gives the error that says so. */
export async function endGrant(
  context: AppContext,
  login: HotAccount,
  { at, reason, failClass }: End,
): Promise<AppError> {
  const patch = { status: 'needs_reconnect', reason, failClass } as const
  const ended = await context.store.transaction(async tx => {
    // Newer tokens meanwhile: this was about the old ones and says nothing.
    if (!(await tx.grants.setStatus(at.id, patch, at.credVersion))) return false
    const result = { state: 'needs reconnect', message: reason, at: login.lastTestedAt } as const
    await noteState(context, tx, login.id, { result, cause: failClass })
    return true
  })
  if (ended) {
    context.log.warn('needs-reconnect', { id: login.id })
    context.events.emit('accounts')
  }
  return needsReconnect(login, reason)
}
