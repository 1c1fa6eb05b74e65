import { missingScopes } from '#oauth/missing-scopes.ts'
import type { TokenSet } from '#oauth/token-set.ts'
import type { Lease } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { noteState } from '../webhooks/note-state.ts'
import { endGrant, LACKS_SCOPE } from './end-grant.ts'
import { isAlive } from './grant-state.ts'
import { grantColumns, openIdentity } from './grant-tokens.ts'
import type { RenewInput } from './renew-input.ts'
import { namesOf } from './scope-names.ts'

/**
 * Writes new tokens under a lease, with the journal row they came from marked in the same transaction. False when
 * the lease was lost meanwhile: then nothing was written and the journal row stays. Tokens that lack a permission the
 * config requires are kept, but not handed out (oauth.md §12).
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
  const applied = { id: grant.id, epoch, credVersion, configVersion, ...columns, ...journal }
  const lacking = tokens.unfinished ? [] : missingScopes(provider.config, tokens)
  const recovers = grant.status !== 'ok' && lacking.length === 0
  const written = await (recovers
    ? store.transaction(async tx => {
        if (!(await tx.grants.apply(applied))) return false
        await noteState(context, tx, login.id, { result: { state: 'ok', message: null, at: login.lastTestedAt } })
        return true
      })
    : store.grants.apply(applied))
  if (!written) return false
  log.debug('token-refreshed', { id: login.id, count: credVersion + 1 })
  if (lacking.length > 0) {
    const names = namesOf(lacking, provider.texts('en'))
    const reason = `This login lacks a permission that is needed: ${names}. Reconnect it and allow it.`
    await endGrant(context, login, { at: place, reason, failClass: LACKS_SCOPE })
  } else if (recovers) {
    // Whoever asked meanwhile was refused.
    if (grant.status === 'needs_reconnect' || !isAlive(context, grant)) log.info('login-recovered', { id: login.id })
    events.emit('accounts')
  }
  return true
}
