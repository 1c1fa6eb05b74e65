import type { ProviderRow, Repositories } from '#store/types.ts'

/** Another client id: the tokens of all logins of this provider were given to a client that is no longer used. */
export async function markForReconnect(tx: Repositories, provider: ProviderRow): Promise<void> {
  const reason = `The application registered at ${provider.displayName} was replaced. Reconnect this login.`
  for (const grant of await tx.grants.listByProvider(provider.id)) {
    await tx.grants.setStatus(grant.id, { status: 'needs_reconnect', reason })
    await tx.accounts.recordTest(grant.loginId, { state: 'needs reconnect', message: reason, at: null })
  }
}
