import { authorizeUrl } from '#oauth/oauth1/authorize-url.ts'
import { readTemporary, type TemporaryResult } from '#oauth/oauth1/read-temporary.ts'
import { temporaryRequest } from '#oauth/oauth1/temporary-request.ts'
import { scalars } from '#oauth/token-values.ts'
import type { OAuth1Config } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { lookupByToken } from './attempt-lookup.ts'
import { openAttemptSecrets, sealAttemptSecrets } from './attempt-secrets.ts'
import { beginUnmet } from './begin-unmet.ts'
import { tokenFailure } from './describe-token-failure.ts'
import { freeLookup } from './free-lookup.ts'
import type { OpenedProvider } from './open-provider.ts'
import { sendLimited } from './send-limited.ts'

type OAuth1Provider = OpenedProvider & { config: OAuth1Config }

/**
 * Fetches a temporary token and gives the address of the login page for it (RFC 5849 §2.1, §2.2); where the service
 * gives none, that of our own page which says so. Undefined when the attempt was begun before.
 */
export function beginOAuth1(
  context: AppContext,
  row: AttemptRow,
  provider: OAuth1Provider,
): Promise<string | undefined> {
  return beginUnmet(context, row, taken => fetchToken(context, taken, provider))
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
