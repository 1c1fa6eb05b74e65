import { readTokens } from '#oauth/read-tokens.ts'
import { refreshRequest } from '#oauth/refresh-request.ts'
import { send } from '#oauth/send.ts'
import { scalars } from '#oauth/token-values.ts'
import type { OAuthRequest, RawAnswer, TokenFailure } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { GrantRow, Lease } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { applyJournal, journalAnswer } from './apply-journal.ts'
import { applyTokens } from './apply-tokens.ts'
import { currentGrant, isAlive } from './grant-state.ts'
import { openTokens } from './grant-tokens.ts'
import { endGrant, noteFailure } from './note-failure.ts'
import { LEASE_SECONDS, type RenewInput } from './renew-input.ts'
import { loginInputs } from './require-login.ts'

/**
 * The request itself, under a lease: journal, then parse, then write. Undefined when somebody else's tokens stand in
 * the row by now and the caller should look again.
 */
export async function requestTokens(
  context: AppContext,
  input: RenewInput,
  lease: Lease,
): Promise<GrantRow | undefined> {
  const { provider, login } = input
  const tokens = openTokens(context, lease.grant)
  const inputs = scalars(loginInputs(context, login))
  const { config, client, redirect } = provider
  const request = refreshRequest({ config, client, inputs, tokens, redirectUri: redirect.uri })
  if (!request) return cannotRenew(context, input, lease)
  const sent = await sendOnce(context, request, lease)
  if ('failure' in sent) return noteFailure(context, input, { lease, failure: sent.failure })
  const journalId = await journalAnswer(context, lease, sent.raw)
  const read = readTokens(config, sent.raw, tokens)
  if (read.ok) {
    const written = await applyTokens(context, input, { lease, tokens: read.tokens, journalId })
    return written ? currentGrant(context, input) : undefined
  }
  await context.store.journal.markApplied(journalId)
  if (read.failure.class !== 'gone') return noteFailure(context, input, { lease, failure: read.failure })
  return afterInvalidGrant(context, input, { lease, failure: read.failure })
}

/** A used refresh token may mean that newer tokens arrived on another way: look before giving up (oauth.md §11.2-8). */
async function afterInvalidGrant(
  context: AppContext,
  input: RenewInput,
  { lease, failure }: { lease: Lease; failure: TokenFailure },
): Promise<GrantRow | undefined> {
  const now = await currentGrant(context, input)
  if (now.credVersion !== lease.credVersion || now.leaseEpoch !== lease.epoch) return undefined
  if (await applyJournal(context, input, lease)) return currentGrant(context, input)
  return noteFailure(context, input, { lease, failure })
}

/** No refresh token: the access token serves until it ends, then only a new sign-in helps. */
async function cannotRenew(context: AppContext, input: RenewInput, lease: Lease): Promise<GrantRow> {
  const rejected = input.want.rejectedVersion === lease.credVersion
  if (isAlive(context, lease.grant) && !rejected) return lease.grant
  const why = rejected ? 'no longer accepts this sign-in' : 'gave access for a limited time, and that time is over'
  throw await endGrant(context, input, {
    lease,
    reason: `${input.provider.config.title} ${why}. Reconnect this login.`,
  })
}

type Sent = { raw: RawAnswer } | { failure: TokenFailure }

/**
 * A request that may have arrived and was not answered is sent a second time at once: servers with a grace period
 * answer it, and the others say clearly that the token is used (oauth.md §11.3, unknown outcome).
 */
async function sendOnce(context: AppContext, request: OAuthRequest, lease: Lease): Promise<Sent> {
  const first = await trySend(context, request)
  if ('raw' in first || first.failure.class !== 'unknown') return first
  if (!(await context.store.grants.extend(lease.grant.id, lease.epoch, LEASE_SECONDS))) return first
  return trySend(context, request)
}

async function trySend(context: AppContext, request: OAuthRequest): Promise<Sent> {
  try {
    return { raw: await send(context.fetch, request) }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'temporarily_unavailable') throw error
    const sent = error.meta['sent'] === true
    const cause = String(error.meta['cause'] ?? 'no_answer')
    return { failure: { class: sent ? 'unknown' : 'transient', error: cause, description: error.detail } }
  }
}
