import type { OAuthRequest, RawAnswer } from '#oauth/oauth-request.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { sealAttemptGrant } from './attempt-secrets.ts'
import { failAttempt } from './fail-attempt.ts'
import type { OpenedProvider } from './open-provider.ts'
import { sendLimited } from './send-limited.ts'
import { settleAttempt } from './settle-attempt.ts'

interface ExchangeRun {
  /** Taken for this exchange: status `exchanging`. */
  row: AttemptRow
  provider: OpenedProvider
  request: () => OAuthRequest
  captured: Record<string, string>
  /** Texts that no message may repeat. */
  hide: readonly string[]
}

/**
 * Asks for the tokens of an attempt, once. The answer is stored as it came before anything reads it, so a crash in
 * between loses nothing (oauth.md §1.3). A failure ends the attempt with its reason; it is not thrown.
 */
export async function runExchange(context: AppContext, run: ExchangeRun): Promise<void> {
  const { row, provider, request, captured, hide } = run
  let raw: RawAnswer
  try {
    raw = await sendLimited(context, provider.config, request())
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await failAttempt(context, row, error)
    return
  }
  const grant = sealAttemptGrant(context, row, { raw, captured, answers: [] })
  const kept = await context.store.attempts.finish(row.id, ['exchanging'], { status: 'exchanging', grant })
  await settleAttempt(context, kept ?? row, { provider, raw, captured, answers: [], hide })
}
