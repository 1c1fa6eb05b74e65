import { accessRequest } from '#oauth/oauth1/access-request.ts'
import { tokenRequest } from '#oauth/token-request.ts'
import { scalars } from '#oauth/token-values.ts'
import type { OAuthRequest, RawAnswer } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { type AttemptSecrets, sealAttemptGrant } from './attempt-secrets.ts'
import { failAttempt } from './fail-attempt.ts'
import { freshOf } from './fresh-of.ts'
import type { OpenedProvider } from './open-provider.ts'
import { sendRequest } from './send-request.ts'
import { settleAttempt } from './settle-attempt.ts'

interface Exchange {
  /** Taken for this exchange: status `exchanging`. */
  row: AttemptRow
  provider: OpenedProvider
  /** OAuth 1: the verifier. */
  code: string
  captured: Record<string, string>
  /** As it came back; empty where none was sent. */
  state: string
  secrets: AttemptSecrets
}

/**
 * Turns the code into tokens, once. The answer is stored as it came before anything reads it, so a crash in between
 * loses nothing (oauth.md §1.3). A failure ends the attempt with its reason; it is not thrown.
 */
export async function exchangeCode(context: AppContext, exchange: Exchange): Promise<void> {
  const { row, provider, code, captured, secrets } = exchange
  let raw: RawAnswer
  try {
    raw = await sendRequest(context, requestOf(context, exchange))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await failAttempt(context, row, error)
    return
  }
  const grant = sealAttemptGrant(context, row, { raw, captured })
  const kept = await context.store.attempts.finish(row.id, ['exchanging'], { status: 'exchanging', grant })
  const { verifier = '', temporary } = secrets
  const hide = [code, exchange.state, verifier, temporary?.token ?? '', temporary?.secret ?? '']
  await settleAttempt(context, kept ?? row, { provider, raw, captured, hide })
}

function requestOf(context: AppContext, { row, provider, code, captured, state, secrets }: Exchange): OAuthRequest {
  const { config, client } = provider
  const { redirectUri, scopesAsked: scopes } = row
  const input = { client, inputs: scalars(secrets.inputs), scopes, redirectUri }
  if (config.protocol === 'oauth1') {
    const { temporary = { token: '', secret: '' } } = secrets
    return accessRequest({ ...input, config, temporary, verifier: code })
  }
  const fresh = freshOf(context)
  return tokenRequest({ ...input, config, code, verifier: secrets.verifier ?? '', captured, state, fresh })
}
