import type { TokenSet } from '#oauth/token-set.ts'
import type { Lease } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { grantColumns, openIdentity } from './grant-tokens.ts'
import type { RenewInput } from './renew-input.ts'

/**
 * Writes new tokens under a lease, with the journal row they came from marked in the same transaction. False when
 * the lease was lost meanwhile: then nothing was written and the journal row stays.
 */
export async function applyTokens(
  context: AppContext,
  { login, provider }: RenewInput,
  { lease, tokens, journalId }: { lease: Lease; tokens: TokenSet; journalId?: string },
): Promise<boolean> {
  const { store, events, log } = context
  const { grant, epoch, credVersion } = lease
  const place = { ...grant, credVersion: credVersion + 1 }
  const account = openIdentity(context, grant)
  const columns = grantColumns(context, place, { config: provider.config, tokens, account })
  const { configVersion } = provider
  const journal = journalId === undefined ? {} : { journalId }
  const written = await store.grants.apply({ id: grant.id, epoch, credVersion, configVersion, ...columns, ...journal })
  if (!written) return false
  log.debug('token-refreshed', { id: login.id, count: credVersion + 1 })
  if (grant.status !== 'ok') {
    await store.accounts.recordTest(login.id, { state: 'ok', message: null, at: login.lastTestedAt })
    events.emit('accounts')
  }
  return true
}
