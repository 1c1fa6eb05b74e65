import type { AccountIdentity } from '#oauth/token-set.ts'
import type { AccountRow, AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { accountHash } from './account-hash.ts'

/**
 * The login that this person saved before with the same account of the same provider (oauth.md §12); null when the
 * service did not say whose account it is. By the stable id, never by an e-mail address.
 */
export async function knownLogin(
  context: AppContext,
  { workspaceId, providerId, userId }: Pick<AttemptRow, 'workspaceId' | 'providerId' | 'userId'>,
  account: AccountIdentity,
): Promise<AccountRow | null> {
  const { accounts, grants } = context.store
  const hash = accountHash(context, { workspaceId, providerId }, account)
  const grant = hash === null ? null : await grants.byAccount({ providerId, userId, accountHash: hash })
  const row = grant ? await accounts.get(grant.loginId) : null
  // A shared login is used by others, so it is no place for a second sign-in on the way.
  return row?.ownerId === userId && row.sharedAt === null ? row : null
}
