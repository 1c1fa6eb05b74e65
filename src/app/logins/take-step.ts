import { isRequiredStep, steppedTokens, stepRequest } from '#oauth/steps.ts'
import type { TokenFailure, TokenSet } from '#oauth/token-set.ts'
import { scalars } from '#oauth/token-values.ts'
import type { GrantRow, Lease } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { journalAnswer, readAnswer } from './apply-journal.ts'
import { applyTokens } from './apply-tokens.ts'
import { tryDiscover } from './discover-provider.ts'
import { freshOf } from './fresh-of.ts'
import { currentGrant } from './grant-state.ts'
import { noteFailure } from './note-failure.ts'
import type { RenewInput } from './renew-input.ts'
import { loginInputs } from './require-login.ts'
import { isStillHeld, sendOnce } from './send-renewal.ts'

/** A first token that waited so long is asked for anew, rather than tried again. */
const STEP_WITHIN_MS = 10 * 60_000

interface Waiting {
  lease: Lease
  tokens: TokenSet
  step: string
}

/** What is to be asked before newer tokens take the place of the stored ones; undefined when none wait. */
export function nextStep({ store }: AppContext, { unfinished }: TokenSet): string | undefined {
  const young = unfinished && store.now() - unfinished.tokens.issuedAt < STEP_WITHIN_MS
  return young ? unfinished.steps[0] : undefined
}

/**
 * One step of a renewal (oauth.md §5, `exchange` and `also`), under a lease of its own: journal, then read, then write.
 * The old tokens serve while it fails. Undefined when somebody else wrote meanwhile.
 */
export async function takeStep(
  context: AppContext,
  input: RenewInput,
  { lease, tokens, step }: Waiting,
): Promise<GrantRow | undefined> {
  const { config } = input.provider
  const outcome = await ask(context, input, { lease, tokens, step })
  if (outcome === 'written') return currentGrant(context, input)
  if (outcome === 'fenced') return undefined
  if (isRequiredStep(config, step)) {
    // Only the main request says that a sign-in is over.
    const failure = { ...outcome, class: outcome.class === 'unknown' ? 'unknown' : KEEPS[outcome.class] } as const
    return noteFailure(context, input, { lease, failure })
  }
  const { unfinished } = tokens
  if (!unfinished) return undefined
  context.log.info('step-left-out', { id: input.login.id, outcome: outcome.class })
  const without = steppedTokens(unfinished.tokens, tokens)
  return (await applyTokens(context, input, { lease, tokens: without })) ? currentGrant(context, input) : undefined
}

const KEEPS = { gone: 'config', policy: 'config', config: 'config', transient: 'transient' } as const

async function ask(
  context: AppContext,
  input: RenewInput,
  { lease, tokens, step }: Waiting,
): Promise<'written' | 'fenced' | TokenFailure> {
  const { login, provider } = input
  const found = await tryDiscover(context, provider)
  if ('class' in found) return found
  const { config, client, redirect } = found
  const first = tokens.unfinished?.tokens ?? tokens
  const parts = { config, client, inputs: scalars(loginInputs(context, login)), redirectUri: redirect.uri }
  const request = stepRequest({ ...parts, tokens: first, fresh: freshOf(context) }, step)
  // The config has no such step any more.
  if (!request) {
    const next = steppedTokens(first, tokens)
    return (await applyTokens(context, input, { lease, tokens: next })) ? 'written' : 'fenced'
  }
  if (!(await isStillHeld(context, lease))) return 'fenced'
  const sent = await sendOnce(context, config, request)
  if ('failure' in sent) return sent.failure
  const answer = { raw: sent.raw, step }
  const journalId = await journalAnswer(context, lease, answer)
  const read = readAnswer(config, answer, tokens)
  if (read === 'fenced') return 'fenced'
  if (read.ok) {
    return (await applyTokens(context, input, { lease, tokens: read.tokens, journalId })) ? 'written' : 'fenced'
  }
  // A step can be asked again, so nothing is lost with its refusal.
  await context.store.journal.markApplied(journalId)
  return read.failure
}
