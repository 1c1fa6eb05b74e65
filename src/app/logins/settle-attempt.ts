import type { RawAnswer } from '#oauth/oauth-request.ts'
import { readTokens } from '#oauth/read-tokens.ts'
import { withAnsweredTokens } from '#oauth/steps.ts'
import type { TokenResult } from '#oauth/token-set.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { openAttemptSecrets, sealAttemptGrant } from './attempt-secrets.ts'
import { tokenFailure } from './describe-token-failure.ts'
import { failAttempt } from './fail-attempt.ts'
import { finishSteps } from './finish-steps.ts'
import { hiddenTexts } from './hidden-texts.ts'
import { identifyAccount } from './identify-account.ts'
import type { OpenedProvider } from './open-provider.ts'
import { renewLogin } from './renew-login.ts'

/** Minutes a person has to name a login after the sign-in; then its tokens are revoked and dropped. */
const ADD_WITHIN_MS = 15 * 60_000

interface Settlement {
  provider: OpenedProvider
  raw: RawAnswer
  captured: Record<string, string>
  /** What was answered to the steps after it, so far. */
  answers: readonly (RawAnswer | null)[]
  /** Texts that no message may repeat. */
  hide: readonly string[]
}

/**
 * Reads the stored answer of an exchange and moves the attempt on: `granted` for a new login, `added` or
 * `choose_account` for a reconnect, `failed` with its reason. Doing it twice changes nothing.
 */
export async function settleAttempt(context: AppContext, row: AttemptRow, settlement: Settlement): Promise<void> {
  const { provider, raw, hide } = settlement
  const { config, client } = provider
  const { inputs, nonce } = openAttemptSecrets(context, row)
  const read = await readAll(context, row, { ...settlement, inputs })
  if (!read) return
  if (!read.ok) {
    const secrets = [...hide, ...hiddenTexts({ client, inputs })]
    await failAttempt(context, row, tokenFailure(config.title, read.failure, secrets))
    return
  }
  const complete = row.purpose === 'reconnect'
  const signedIn = { tokens: read.tokens, raw, inputs, nonce, complete }
  const known = await orFail(context, row, () => identifyAccount(context, provider, signedIn))
  if (!known) return
  const { tokens, account } = known
  if (row.purpose === 'reconnect') {
    await renewLogin(context, row, { provider, tokens, account, inputs })
    return
  }
  await context.store.attempts.finish(row.id, ['exchanging'], {
    status: 'granted',
    grant: sealAttemptGrant(context, row, { tokens, account }),
    expiresAt: context.store.now() + ADD_WITHIN_MS,
  })
}

/** The first answer and all that is asked after it; undefined when the attempt is over. */
async function readAll(
  context: AppContext,
  row: AttemptRow,
  { provider, raw, captured, answers, inputs }: Settlement & { inputs: JsonObject },
): Promise<TokenResult | undefined> {
  const { config } = provider
  const first = readTokens(config, raw, { scopes: row.scopesAsked, callback: captured })
  const read = withAnsweredTokens(config, raw, first)
  if (!read.ok) return read
  const store = async (all: readonly (RawAnswer | null)[]) => {
    const grant = sealAttemptGrant(context, row, { raw, captured, answers: all })
    await context.store.attempts.finish(row.id, ['exchanging'], { status: 'exchanging', grant })
  }
  return orFail(context, row, () => finishSteps(context, provider, { tokens: read.tokens, inputs, answers, store }))
}

async function orFail<T>(context: AppContext, row: AttemptRow, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await failAttempt(context, row, error)
    return undefined
  }
}
