import type { ProviderRow, Repositories } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { noteState } from '../webhooks/note-state.ts'

/**
 * Another client id: the tokens of all logins of this provider were given to a client that is no longer used. Gives the ids
 * of these logins.
 */
export async function markForReconnect(
  context: AppContext,
  tx: Repositories,
  provider: ProviderRow,
): Promise<string[]> {
  const reason = `The application registered at ${provider.displayName} was replaced. Reconnect this login.`
  const grants = await tx.grants.listByProvider(provider.id)
  for (const grant of grants) {
    await tx.grants.setStatus(grant.id, { status: 'needs_reconnect', reason })
    const result = { state: 'needs reconnect', message: reason, at: null } as const
    await noteState(context, tx, grant.loginId, { result, cause: 'client-replaced' })
  }
  return grants.map(({ loginId }) => loginId)
}
