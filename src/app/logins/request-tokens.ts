import { refreshRequest } from '#oauth/refresh-request.ts'
import type { TokenFailure, TokenSet } from '#oauth/token-set.ts'
import { scalars } from '#oauth/token-values.ts'
import type { GrantRow, Lease } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { applyJournal, journalAnswer, readAnswer } from './apply-journal.ts'
import { applyTokens } from './apply-tokens.ts'
import { tryDiscover } from './discover-provider.ts'
import { endGrant } from './end-grant.ts'
import { freshOf } from './fresh-of.ts'
import { currentGrant, isAlive } from './grant-state.ts'
import { openTokens } from './grant-tokens.ts'
import { noteFailure } from './note-failure.ts'
import type { RenewInput } from './renew-input.ts'
import { loginInputs } from './require-login.ts'
import { isStillHeld, sendTwice } from './send-renewal.ts'
import { nextStep, takeStep } from './take-step.ts'

/**
 * The request itself, under a lease: journal, then parse, then write. Undefined when somebody else's tokens stand in
 * the row by now and the caller should look again.
 */
export async function requestTokens(
  context: AppContext,
  input: RenewInput,
  lease: Lease,
): Promise<GrantRow | undefined> {
  const tokens = openTokens(context, lease.grant)
  const step = nextStep(context, tokens)
  if (step !== undefined) return takeStep(context, input, { lease, tokens, step })
  const outcome = await exchange(context, input, { lease, tokens })
  if (outcome === 'cannot') return cannotRenew(context, input, lease)
  if (outcome === 'written') return currentGrant(context, input)
  if (outcome === 'fenced') return undefined
  if (outcome.class !== 'gone') return noteFailure(context, input, { lease, failure: outcome })
  const moved = await currentGrant(context, input)
  if (moved.credVersion !== lease.credVersion || moved.leaseEpoch !== lease.epoch) return undefined
  const rescued = await rescue(context, input, { lease, tokens })
  if (rescued === 'moved') return undefined
  return noteFailure(context, input, { lease, failure: rescued ?? outcome })
}

/**
 * A refused refresh token may mean that newer tokens came in on another way (oauth.md §11.2-8). A failure: whether the one
 * before would have worked is not known yet, so nothing is over. Undefined: there is no other way.
 */
async function rescue(context: AppContext, input: RenewInput, held: Held): Promise<'moved' | TokenFailure | undefined> {
  if (await applyJournal(context, input, held.lease, { anyVersion: true })) return 'moved'
  const { previousRefresh, ...tokens } = held.tokens
  if (!previousRefresh || previousRefresh.until <= context.store.now()) return undefined
  const older = { ...tokens, refreshToken: previousRefresh.token }
  const outcome = await exchange(context, input, { lease: held.lease, tokens: older })
  if (outcome === 'written' || outcome === 'fenced') return 'moved'
  return outcome === 'cannot' || outcome.class === 'gone' ? undefined : outcome
}

interface Held {
  lease: Lease
  tokens: TokenSet
}

async function exchange(
  context: AppContext,
  input: RenewInput,
  { lease, tokens }: Held,
): Promise<'cannot' | 'written' | 'fenced' | TokenFailure> {
  const { provider, login } = input
  const inputs = scalars(loginInputs(context, login))
  const found = await tryDiscover(context, provider)
  if ('class' in found) return found
  const { config, client, redirect } = found
  const make = () =>
    refreshRequest({ config, client, inputs, tokens, redirectUri: redirect.uri, fresh: freshOf(context) })
  if (!(await isStillHeld(context, lease))) return 'fenced'
  const sent = await sendTwice(context, { config, make }, lease)
  if (!sent) return 'cannot'
  if ('failure' in sent) return sent.failure
  const journalId = await journalAnswer(context, lease, sent)
  const read = readAnswer(config, sent, tokens)
  if (read === 'fenced') return 'fenced'
  if (read.ok) {
    return (await applyTokens(context, input, { lease, tokens: read.tokens, journalId })) ? 'written' : 'fenced'
  }
  // What looks like a success but cannot be read stays in the journal: it may hold the only valid token.
  if (sent.raw.status >= 400) await context.store.journal.markApplied(journalId)
  return read.failure
}

/** No refresh token: the access token serves until it ends, then only a new sign-in helps. */
async function cannotRenew(context: AppContext, input: RenewInput, lease: Lease): Promise<GrantRow> {
  const rejected = input.want.rejectedVersion === lease.credVersion
  if (isAlive(context, lease.grant) && !rejected) return lease.grant
  const why = rejected ? 'no longer accepts this sign-in' : 'gave access for a limited time, and that time is over'
  const reason = `${input.provider.config.title} ${why}. Reconnect this login.`
  throw await endGrant(context, input.login, { at: lease.grant, reason, failClass: 'gone' })
}
