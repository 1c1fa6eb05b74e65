import type { AccountIdentity, TokenSet } from '#oauth/token-set.ts'
import type { AccountRow, GrantRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { grantColumns } from './grant-tokens.ts'
import type { OpenedProvider } from './open-provider.ts'

interface GrantParts {
  id: string
  login: Pick<AccountRow, 'id' | 'workspaceId' | 'ownerId'>
  provider: OpenedProvider
  tokens: TokenSet
  account: AccountIdentity
}

/** The first grant of a login: version 1 of its tokens. */
export function newGrant(context: AppContext, { id, login, provider, tokens, account }: GrantParts): GrantRow {
  const now = context.store.now()
  const place = { id, workspaceId: login.workspaceId, credVersion: 1, providerId: provider.row.id }
  return {
    ...place,
    loginId: login.id,
    userId: login.ownerId,
    configVersion: provider.configVersion,
    status: 'ok',
    reason: null,
    ...grantColumns(context, place, { config: provider.config, tokens, account }),
    leaseOwner: null,
    leaseUntil: null,
    leaseEpoch: 0,
    failClass: null,
    failCount: 0,
    nextTryAt: null,
    lastOkAt: now,
    createdAt: now,
    updatedAt: now,
  }
}
