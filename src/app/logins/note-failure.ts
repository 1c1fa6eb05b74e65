import type { TokenFailure } from '#oauth/token-set.ts'
import type { AppError } from '#shared/errors/app-error.ts'
import type { GrantRow, Lease } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { tokenFailure } from './describe-token-failure.ts'
import { endGrant, showState } from './end-grant.ts'
import { currentGrant, isAlive } from './grant-state.ts'
import { openTokens } from './grant-tokens.ts'
import { hiddenTexts } from './hidden-texts.ts'
import { HOST_PAUSED } from './host-gate.ts'
import { notePause } from './provider-pause.ts'
import type { RenewInput } from './renew-input.ts'
import { loginInputs } from './require-login.ts'

const FIRST_DELAY_MS = 1_000
/** No longer than a sixtieth of the time it has failed already, within these: after an hour it is tried within a minute. */
const LONGEST_DELAYS_MS = [60_000, 15 * 60_000] as const
const SHARE = 60

/**
 * What a failed renewal means for the grant (oauth.md §11.3). Only `gone` and `policy` cost the login its state; after
 * anything else the old token serves while it lives, and is given back here. Throws when it does not live any more.
 */
export async function noteFailure(
  context: AppContext,
  input: RenewInput,
  { lease, failure }: { lease: Lease; failure: TokenFailure },
): Promise<GrantRow> {
  const { provider, want } = input
  const error = tokenFailure(provider.config.title, failure, secretsOf(context, input, lease))
  if (failure.class === 'gone' || failure.class === 'policy') {
    throw await endGrant(context, input.login, { at: lease.grant, reason: error.detail, failClass: 'gone' })
  }
  if (failure.error === HOST_PAUSED) return notLetThrough(context, input, { lease, failure, error })
  const { store, log, random } = context
  const failCount = lease.grant.failCount + 1
  const status = { status: 'failing', reason: error.detail, failClass: failure.class, failCount } as const
  const nextTryAt =
    store.now() + delayMs(failure, { failCount, longest: longestDelay(lease.grant, store.now()) }, random)
  await store.grants.setStatus(lease.grant.id, { ...status, nextTryAt }, lease.credVersion)
  log.warn('refresh-failed', { id: input.login.id, outcome: failure.class, count: failCount })
  if (isAlive(context, lease.grant) && want.rejectedVersion !== lease.credVersion) return currentGrant(context, input)
  await showState(context, input.login, { state: 'failing', message: error.detail })
  throw error
}

/** Nothing was sent, so nothing is known of this login: it is no failure of its own, and it need not wait longer for it. */
async function notLetThrough(
  context: AppContext,
  input: RenewInput,
  { lease, failure, error }: { lease: Lease; failure: TokenFailure; error: AppError },
): Promise<GrantRow> {
  const { store } = context
  const { retryAfter = 1 } = failure
  notePause(context, input.provider.row.id, retryAfter)
  if (isAlive(context, lease.grant) && input.want.rejectedVersion !== lease.credVersion) {
    return currentGrant(context, input)
  }
  const nextTryAt = store.now() + retryAfter * 1000
  const patch = { status: 'failing', reason: error.detail, failClass: failure.class, nextTryAt } as const
  await store.grants.setStatus(lease.grant.id, patch, lease.credVersion)
  await showState(context, input.login, { state: 'failing', message: error.detail })
  throw error
}

/** It has failed since it was due, at the most. */
function longestDelay({ refreshAfter, lastOkAt, createdAt }: GrantRow, now: number): number {
  const [least, most] = LONGEST_DELAYS_MS
  return Math.min(most, Math.max(least, (now - (refreshAfter ?? lastOkAt ?? createdAt)) / SHARE))
}

/** Full jitter: any moment up to a limit that doubles, so that many logins do not come back at once. */
function delayMs(
  failure: TokenFailure,
  { failCount, longest }: { failCount: number; longest: number },
  random: AppContext['random'],
): number {
  const [a = 0, b = 0] = random(2)
  const limit = Math.min(longest, FIRST_DELAY_MS * 2 ** Math.min(failCount, 20))
  const jitter = Math.floor(((a * 256 + b) / 65_536) * limit)
  return Math.max((failure.retryAfter ?? 0) * 1000, FIRST_DELAY_MS, jitter)
}

function secretsOf(context: AppContext, { provider: { client }, login }: RenewInput, lease: Lease): string[] {
  return hiddenTexts({ client, inputs: loginInputs(context, login), tokens: openTokens(context, lease.grant) })
}
