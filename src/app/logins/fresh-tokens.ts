import type { AccountIdentity, TokenSet } from '#oauth/token-set.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { GrantRow, HotAccount } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { isAlive, isDue } from './grant-state.ts'
import { openIdentity, openTokens } from './grant-tokens.ts'
import { requireProvider } from './open-provider.ts'
import { pauseOf } from './provider-pause.ts'
import type { Freshness } from './renew-input.ts'
import { renewTokens } from './renew-tokens.ts'

export interface FreshTokens {
  tokens: TokenSet
  credVersion: number
  providerId: string
  account: AccountIdentity
}

/** Seconds a token lives on by default when it is handed out (oauth.md §11.2). */
export const MIN_TTL_SECONDS = 60

const running = new WeakMap<AppContext, Map<string, Promise<GrantRow>>>()

/**
 * The tokens of a login, renewed first when they are due. Whoever asks for one login at the same time in this process
 * shares one renewal; other processes are kept apart by the lease. Throws `needs_reconnect`, `token_refused` and
 * `temporarily_unavailable`.
 */
export async function freshTokens(context: AppContext, login: HotAccount, want: Freshness): Promise<FreshTokens> {
  let grant = await requireGrant(context, login)
  const provider = await requireProvider(context, grant.providerId)
  // A second round is for those who shared a renewal that found nothing to do by its own, weaker wish.
  for (let round = 0; round < 2 && isDue(context, provider, grant, want); round++) {
    if (isServedMeanwhile(context, grant, want)) break
    grant = await shared(context, grant, () => renewTokens(context, { login, grantId: grant.id, provider, want }))
  }
  const { credVersion, providerId } = grant
  return { tokens: openTokens(context, grant), credVersion, providerId, account: openIdentity(context, grant) }
}

/** Its host lets nothing through for a moment, and the token still lives: it serves until then. */
function isServedMeanwhile(context: AppContext, grant: GrantRow, want: Freshness): boolean {
  if (pauseOf(context, grant.providerId) === 0 || grant.status === 'needs_reconnect') return false
  return want.rejectedVersion !== grant.credVersion && isAlive(context, grant)
}

/** The grant of a login's owner. Throws `needs_reconnect` when it has none. */
async function requireGrant({ store }: AppContext, login: HotAccount): Promise<GrantRow> {
  const grant = await store.grants.byLogin(login.id, login.ownerId)
  if (grant) return grant
  throw new AppError('needs_reconnect', {
    detail: 'This login has no tokens. Reconnect it.',
    next: { reconnect: login.id },
  })
}

/** It always settles, because every step of a renewal has a time limit. */
function shared(context: AppContext, grant: GrantRow, renew: () => Promise<GrantRow>): Promise<GrantRow> {
  const all = running.get(context) ?? new Map<string, Promise<GrantRow>>()
  running.set(context, all)
  const known = all.get(grant.id)
  if (known) return known
  const started = renew().finally(() => all.delete(grant.id))
  all.set(grant.id, started)
  return started
}
