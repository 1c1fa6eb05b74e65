import type { RawAnswer } from '#oauth/oauth-request.ts'
import { isRequiredStep, readStep, stepRequest, stepsAfter } from '#oauth/steps.ts'
import type { TokenResult, TokenSet } from '#oauth/token-set.ts'
import { scalars } from '#oauth/token-values.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import type { AppContext } from '../context.ts'
import { freshOf } from './fresh-of.ts'
import type { OpenedProvider } from './open-provider.ts'
import { sendRequest } from './send-request.ts'

interface FirstTokens {
  tokens: TokenSet
  inputs: JsonObject
  /** Answers of an earlier run of the same attempt, in order; null where a step gave none and was not needed. */
  answers: readonly (RawAnswer | null)[]
  /** Stores an answer before anything reads it. */
  store(answers: readonly (RawAnswer | null)[]): Promise<void>
}

/**
 * The requests after a sign-in: the exchange, then the further tokens (oauth.md §5). What was answered before a crash
 * is read again, not asked again. Throws what stops a step that is needed, and answers with its refusal.
 */
export async function finishSteps(
  context: AppContext,
  provider: OpenedProvider,
  { tokens, inputs, answers, store }: FirstTokens,
): Promise<TokenResult> {
  const { config } = provider
  const all = [...answers]
  let read: TokenResult = { ok: true, tokens }
  for (const [i, step] of stepsAfter(config, tokens, 'connect').entries()) {
    const needed = isRequiredStep(config, step)
    if (all[i] === undefined) {
      all[i] = await ask(context, provider, { step, tokens: read.tokens, inputs, needed })
      await store(all)
    }
    const raw = all[i]
    const next: TokenResult = raw ? readStep(config, step, raw, read.tokens) : read
    if (!next.ok && needed) return next
    if (next.ok) read = next
  }
  return read
}

interface Ask {
  step: string
  tokens: TokenSet
  inputs: JsonObject
  needed: boolean
}

async function ask(
  context: AppContext,
  { config, client, redirect }: OpenedProvider,
  { step, tokens, inputs, needed }: Ask,
): Promise<RawAnswer | null> {
  try {
    const parts = { config, client, inputs: scalars(inputs), tokens, redirectUri: redirect.uri }
    const request = stepRequest({ ...parts, fresh: freshOf(context) }, step)
    return request ? await sendRequest(context, request) : null
  } catch (error) {
    if (error instanceof AppError && !needed) return null
    throw error
  }
}
