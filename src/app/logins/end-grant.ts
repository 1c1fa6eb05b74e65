import type { AppError } from '#shared/errors/app-error.ts'
import type { GrantRow, HotAccount } from '#store/types.ts'
import type { AppContext } from '../context.ts'
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
  // Newer tokens meanwhile: this was about the old ones and says nothing.
  if (await context.store.grants.setStatus(at.id, patch, at.credVersion)) {
    context.log.warn('needs-reconnect', { id: login.id })
    await showState(context, login, { state: 'needs reconnect', message: reason })
  }
  return needsReconnect(login, reason)
}

/** In the list; what the last test said stays as old as it is. */
export async function showState(
  { store, events }: AppContext,
  login: HotAccount,
  shown: { state: 'failing' | 'needs reconnect'; message: string },
): Promise<void> {
  await store.accounts.recordTest(login.id, { ...shown, at: login.lastTestedAt })
  events.emit('accounts')
}
