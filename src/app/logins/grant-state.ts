import { refreshDue } from '#oauth/refresh-due.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { GrantRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { openTokens } from './grant-tokens.ts'
import type { OpenedProvider } from './open-provider.ts'
import type { Freshness, RenewInput } from './renew-input.ts'

/** True when the tokens are to be renewed before they are handed out. */
export function isDue(context: AppContext, { config }: OpenedProvider, grant: GrantRow, want: Freshness): boolean {
  if (grant.status === 'needs_reconnect') return true
  if (want.rejectedVersion !== undefined && want.rejectedVersion === grant.credVersion) return true
  const tokens = openTokens(context, grant)
  if (tokens.unfinished) return true
  return !isAlive(context, grant) || refreshDue(config, tokens, context.store.now(), want.minTtl)
}

/** True while newer tokens wait for what is still to be asked. */
export function isUnfinished(context: AppContext, grant: GrantRow): boolean {
  return openTokens(context, grant).unfinished !== undefined
}

/** True while the access token may still be handed out. */
export function isAlive(context: AppContext, grant: GrantRow): boolean {
  const { expiresAt } = openTokens(context, grant)
  return expiresAt === undefined || expiresAt > context.store.now()
}

/** The row as it stands. Throws `not_found` when the login was deleted meanwhile. */
export async function currentGrant({ store }: AppContext, { grantId }: Pick<RenewInput, 'grantId'>): Promise<GrantRow> {
  const grant = await store.grants.get(grantId)
  if (grant) return grant
  throw new AppError('not_found', { detail: 'This login was deleted meanwhile.' })
}
