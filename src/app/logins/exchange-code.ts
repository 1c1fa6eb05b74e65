import { tokenRequest } from '#oauth/token-request.ts'
import { scalars } from '#oauth/token-values.ts'
import type { RawAnswer } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { type AttemptSecrets, sealAttemptGrant } from './attempt-secrets.ts'
import { failAttempt } from './fail-attempt.ts'
import type { OpenedProvider } from './open-provider.ts'
import { sendRequest } from './send-request.ts'
import { settleAttempt } from './settle-attempt.ts'

interface Exchange {
  /** Taken for this exchange: status `exchanging`. */
  row: AttemptRow
  provider: OpenedProvider
  code: string
  captured: Record<string, string>
  secrets: AttemptSecrets
}

/**
 * Turns the code into tokens, once. The answer is stored as it came before anything reads it, so a crash in between
 * loses nothing (oauth.md §1.3). A failure ends the attempt with its reason; it is not thrown.
 */
export async function exchangeCode(context: AppContext, exchange: Exchange): Promise<void> {
  const { row, provider, code, captured, secrets } = exchange
  const { config, client } = provider
  const verifier = secrets.verifier ?? ''
  let raw: RawAnswer
  try {
    const request = tokenRequest({
      config,
      client,
      inputs: scalars(secrets.inputs),
      code,
      redirectUri: row.redirectUri,
      verifier,
      scopes: row.scopesAsked,
      captured,
    })
    raw = await sendRequest(context, request)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await failAttempt(context, row, error)
    return
  }
  const grant = sealAttemptGrant(context, row, { raw, captured })
  const kept = await context.store.attempts.finish(row.id, ['exchanging'], { status: 'exchanging', grant })
  await settleAttempt(context, kept ?? row, { provider, raw, captured, hide: [code, verifier] })
}
