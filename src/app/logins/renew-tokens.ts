import { setTimeout as sleep } from 'node:timers/promises'
import { missingScopes } from '#oauth/missing-scopes.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { makeId } from '#shared/ids.ts'
import type { GrantRow, Lease } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { applyJournal } from './apply-journal.ts'
import { LACKS_SCOPE } from './end-grant.ts'
import { currentGrant, isAlive, isDue, isUnfinished } from './grant-state.ts'
import { openTokens } from './grant-tokens.ts'
import { needsReconnect } from './needs-reconnect.ts'
import type { OpenedProvider } from './open-provider.ts'
import { LEASE_SECONDS, type RenewInput } from './renew-input.ts'
import { requestTokens } from './request-tokens.ts'

/** Rounds of losing the lease or being fenced, before somebody is told to come back. */
const ROUNDS = 3
/** With a step of a renewal in each. */
const MOST_ROUNDS = 16
const FIRST_WAIT_MS = 50
const LONGEST_WAIT_MS = 1_000

/**
 * Renews the tokens of one grant (oauth.md §11.2). Nobody refreshes without the lease, and what the lease holder
 * writes is fenced by its epoch. Losers wait for the winner's tokens. Gives the row as it stands then.
 */
export async function renewTokens(context: AppContext, input: RenewInput): Promise<GrantRow> {
  const { store, random } = context
  for (let round = 0, rounds = ROUNDS; round < rounds && round < MOST_ROUNDS; round++) {
    const before = await currentGrant(context, input)
    const served = settled(context, input, before)
    if (served) return served
    const owner = makeId('grt', random(16))
    const lease = await store.grants.lease(input.grantId, owner, LEASE_SECONDS)
    const renewed = lease ? await withLease(context, input, lease) : await waitForWinner(context, input, before)
    if (renewed?.status === 'needs_reconnect') throw needsReconnect(input.login, renewed.reason)
    // One step of several: the next round takes the next one.
    if (renewed && !isUnfinished(context, renewed)) return renewed
    if (renewed) rounds++
  }
  throw new AppError('temporarily_unavailable', { detail: 'This login is being renewed. Try again.', retryAfter: 2 })
}

/** The row when nothing is to be done, undefined when a request is needed. Throws what makes a request pointless. */
function settled(context: AppContext, { login, provider, want }: RenewInput, grant: GrantRow): GrantRow | undefined {
  if (isOver(context, provider, grant)) throw needsReconnect(login, grant.reason)
  if (!isDue(context, provider, grant, want)) return grant
  const now = context.store.now()
  if (grant.nextTryAt === null || grant.nextTryAt <= now) return undefined
  // The service asked for patience, or failed a moment ago: the old token serves while it lives.
  if (isAlive(context, grant) && want.rejectedVersion !== grant.credVersion) return grant
  throw new AppError('temporarily_unavailable', {
    detail: `${provider.config.title} could not renew this login a moment ago. Try again later.`,
    retryAfter: Math.max(1, Math.ceil((grant.nextTryAt - now) / 1000)),
  })
}

/** A login that was stopped for want of a permission goes on when its provider asks for less. */
function isOver(context: AppContext, { config }: OpenedProvider, grant: GrantRow): boolean {
  if (grant.status !== 'needs_reconnect') return false
  return grant.failClass !== LACKS_SCOPE || missingScopes(config, openTokens(context, grant)).length > 0
}

async function withLease(context: AppContext, input: RenewInput, lease: Lease): Promise<GrantRow | undefined> {
  const { grants } = context.store
  try {
    if (!isDue(context, input.provider, lease.grant, input.want)) return await currentGrant(context, input)
    if (await applyJournal(context, input, lease)) return await currentGrant(context, input)
    return await requestTokens(context, input, lease)
  } finally {
    // Does nothing when the tokens were written, or when the lease was lost: both moved on.
    await grants.release(input.grantId, lease.epoch)
  }
}

/** Polls until the lease ends; the winner's tokens are then in the row. */
async function waitForWinner(context: AppContext, input: RenewInput, before: GrantRow): Promise<GrantRow | undefined> {
  const giveUpAt = context.clock.now() + (LEASE_SECONDS + 5) * 1000
  for (let wait = FIRST_WAIT_MS; context.clock.now() < giveUpAt; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
    await sleep(wait)
    const grant = await currentGrant(context, input)
    if (grant.status === 'needs_reconnect') throw needsReconnect(input.login, grant.reason)
    if (grant.credVersion !== before.credVersion || !isDue(context, input.provider, grant, input.want)) return grant
    if (grant.leaseUntil === null || grant.leaseUntil <= context.store.now()) return undefined
  }
  return undefined
}
