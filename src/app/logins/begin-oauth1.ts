import { authorizeUrl } from '#oauth/oauth1/authorize-url.ts'
import { readTemporary, type TemporaryResult } from '#oauth/oauth1/read-temporary.ts'
import { temporaryRequest } from '#oauth/oauth1/temporary-request.ts'
import { scalars } from '#oauth/token-values.ts'
import type { OAuth1Config } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { hashState, lookupByToken } from './attempt-lookup.ts'
import { attemptPage } from './attempt-page.ts'
import { openAttemptSecrets, sealAttemptSecrets } from './attempt-secrets.ts'
import { tokenFailure } from './describe-token-failure.ts'
import { failAttempt } from './fail-attempt.ts'
import { freeLookup } from './free-lookup.ts'
import type { OpenedProvider } from './open-provider.ts'
import { sendLimited } from './send-limited.ts'

type OAuth1Provider = OpenedProvider & { config: OAuth1Config }

/**
 * Fetches a temporary token and gives the address of the login page for it (RFC 5849 §2.1, §2.2). The attempt is taken
 * before anything is sent, so that a start address never asks twice; undefined when it was taken before. When the
 * service gives no token, the attempt ends with the reason and the address is that of our own page which says so.
 */
export async function beginOAuth1(
  context: AppContext,
  row: AttemptRow,
  provider: OAuth1Provider,
): Promise<string | undefined> {
  const { store, random, config } = context
  // Stands in until the service has named its token; no callback can meet it.
  const lookupHash = hashState(Buffer.from(random(32)).toString('hex'))
  const taken = await store.attempts.takeForStart(row.id, row.sessionHash, { lookupHash, secrets: row.secrets })
  if (!taken) return undefined
  try {
    return await fetchToken(context, taken, provider)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await failAttempt(context, taken, error)
    return attemptPage(config.publicUrl, row)
  }
}

async function fetchToken(
  context: AppContext,
  row: AttemptRow,
  { config, client }: OAuth1Provider,
): Promise<string | undefined> {
  const { inputs } = openAttemptSecrets(context, row)
  const { scopesAsked: scopes } = row
  const redirectUri = config.byHand ? 'oob' : row.redirectUri
  const input = { config, client, inputs: scalars(inputs), scopes, redirectUri }
  const result = readTemporary(config, await sendLimited(context, config, temporaryRequest(input)))
  if (!result.ok) throw refusal(config, result, client.clientSecret)
  const temporary = { token: result.token, secret: result.secret }
  const url = authorizeUrl({ ...input, token: temporary.token })
  const lookupHash = lookupByToken(row.providerId, temporary.token)
  await freeLookup(context, lookupHash)
  const secrets = sealAttemptSecrets(context, row, { inputs, temporary })
  const kept = await context.store.attempts.finish(row.id, ['started'], { status: 'started', lookupHash, secrets })
  return kept ? url : undefined
}

function refusal(
  { title }: OAuth1Config,
  result: Extract<TemporaryResult, { ok: false }>,
  secret: string | undefined,
): AppError {
  if ('failure' in result) return tokenFailure(title, result.failure, secret === undefined ? [] : [secret])
  const why = 'did not confirm where it will send the browser back to, so the sign-in would not be safe'
  return new AppError('token_refused', {
    detail: `${title} ${why}. An administrator can allow it for a server older than OAuth 1.0a.`,
  })
}
