import type { TokenFailure } from '#oauth/token-set.ts'
import type { AppError } from '#shared/errors/app-error.ts'
import type { GrantRow, Lease } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { noteState } from '../webhooks/note-state.ts'
import { tokenFailure } from './describe-token-failure.ts'
import { endGrant } from './end-grant.ts'
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
  const { provider } = input
  const error = tokenFailure(provider.config.title, failure, secretsOf(context, input, lease))
  if (failure.class === 'gone' || failure.class === 'policy') {
    throw await endGrant(context, input.login, { at: lease.grant, reason: error.detail, failClass: 'gone' })
  }
  if (failure.error === HOST_PAUSED) return notLetThrough(context, input, { lease, failure, error })
  const { store, log, random } = context
  const failCount = lease.grant.failCount + 1
  const nextTryAt =
    store.now() + delayMs(failure, { failCount, longest: longestDelay(lease.grant, store.now()) }, random)
  log.warn('refresh-failed', { id: input.login.id, outcome: failure.class, count: failCount })
  if (!stillServes(context, input, lease)) {
    throw await showFailing(context, input, { lease, error, patch: { failClass: failure.class, failCount, nextTryAt } })
  }
  const patch = { status: 'failing', reason: error.detail, failClass: failure.class, failCount, nextTryAt } as const
  await store.grants.setStatus(lease.grant.id, patch, lease.credVersion)
  return currentGrant(context, input)
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
  if (stillServes(context, input, lease)) return currentGrant(context, input)
  const nextTryAt = store.now() + retryAfter * 1000
  throw await showFailing(context, input, { lease, error, patch: { failClass: failure.class, nextTryAt } })
}

/** The old token lives, and nobody said that it was rejected. */
function stillServes(context: AppContext, { want }: RenewInput, lease: Lease): boolean {
  return isAlive(context, lease.grant) && want.rejectedVersion !== lease.credVersion
}

interface Failing {
  lease: Lease
  error: AppError
  patch: Pick<GrantRow, 'failClass' | 'nextTryAt'> & { failCount?: number }
}

/** From now on nobody is handed a token: the list says so, and whoever is to be told. Gives the error that says it. */
async function showFailing(
  context: AppContext,
  { login }: RenewInput,
  { lease, error, patch }: Failing,
): Promise<AppError> {
  const { store, events } = context
  const result = { state: 'failing', message: error.detail, at: login.lastTestedAt } as const
  await store.transaction(async tx => {
    const status = { ...patch, status: 'failing', reason: error.detail } as const
    const written = await tx.grants.setStatus(lease.grant.id, status, lease.credVersion)
    if (written) await noteState(context, tx, login.id, { result, cause: patch.failClass ?? undefined })
  })
  events.emit('accounts')
  return error
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
