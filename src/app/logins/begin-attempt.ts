import { type BegunLogin, begin } from '#oauth/begin.ts'
import type { Client } from '#oauth/oauth-request.ts'
import { readPushed } from '#oauth/read-pushed.ts'
import { scalars } from '#oauth/token-values.ts'
import type { OAuth2Config } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isId } from '#shared/ids.ts'
import type { AttemptRow } from '#store/types.ts'
import type { PageSession } from '../app.ts'
import type { AppContext } from '../context.ts'
import { expiredAttempt, otherSession, unknownAttempt, usedAttempt } from './attempt-errors.ts'
import { hashState, lookupWithoutState } from './attempt-lookup.ts'
import { attemptPage } from './attempt-page.ts'
import { openAttemptSecrets, sealAttemptSecrets } from './attempt-secrets.ts'
import { beginClient } from './begin-client.ts'
import { beginDevice } from './begin-device.ts'
import { beginOAuth1 } from './begin-oauth1.ts'
import { tokenFailure } from './describe-token-failure.ts'
import { discoverProvider } from './discover-provider.ts'
import { failAttempt } from './fail-attempt.ts'
import { freeLookup } from './free-lookup.ts'
import { freshOf } from './fresh-of.ts'
import { hiddenTexts } from './hidden-texts.ts'
import { type OpenedProvider, requireProvider } from './open-provider.ts'
import { sendRequest } from './send-request.ts'

/**
 * Sends the browser on to the service: whatever proves later that the answer belongs to this sign-in is made now. The
 * start address works once, in its own session only (oauth.md COSF-2). Throws `state_unknown`, `state_used`,
 * `state_expired`, `other_session`. A service of OAuth 1 that gives no temporary token ends the attempt instead.
 */
export function makeBeginAttempt(context: AppContext) {
  return async (session: PageSession, id: string): Promise<{ redirectTo: string }> => {
    const row = isId('att', id) ? await context.store.attempts.get(id) : null
    if (!row) throw unknownAttempt()
    if (row.sessionHash !== session.sessionHash) throw otherSession()
    const provider = await requireProvider(context, row.providerId)
    const { config } = provider
    const redirectTo =
      config.protocol === 'oauth1'
        ? await beginOAuth1(context, row, { ...provider, config })
        : await beginSecond(context, row, { ...provider, config })
    if (redirectTo === undefined) throw row.expiresAt <= context.store.now() ? expiredAttempt() : usedAttempt()
    return { redirectTo }
  }
}

async function beginSecond(
  context: AppContext,
  row: AttemptRow,
  provider: OpenedProvider & { config: OAuth2Config },
): Promise<string | undefined> {
  const found = await discoverProvider(context, provider)
  switch (found.config.grant) {
    case 'client_credentials':
      return beginClient(context, row, found)
    case 'device_code':
      return beginDevice(context, row, found)
    case 'authorization_code':
      return beginOAuth2(context, row, found)
  }
}

/** Where to send the browser; undefined when the attempt was begun before, or is over. */
async function beginOAuth2(
  context: AppContext,
  row: AttemptRow,
  { config, client }: OpenedProvider & { config: OAuth2Config },
): Promise<string | undefined> {
  const { store } = context
  const { inputs } = openAttemptSecrets(context, row)
  const { redirectUri, scopesAsked: scopes } = row
  const begun = begin({ config, client, inputs: scalars(inputs), scopes, redirectUri, fresh: freshOf(context) })
  const lookupHash = config.noState ? lookupWithoutState(row) : hashState(begun.state)
  if (config.noState) await freeLookup(context, lookupHash)
  const secrets = sealAttemptSecrets(context, row, { inputs, ...begun.secrets })
  const taken = await store.attempts.takeForStart(row.id, row.sessionHash, { lookupHash, secrets })
  if (!taken) return undefined
  return begun.push ? pushed(context, taken, { config, client, push: begun.push }) : begun.url
}

interface Push {
  config: OAuth2Config
  client: Client
  push: NonNullable<BegunLogin['push']>
}

/** Sends the parameters ahead of the browser (oauth.md 9126-1). When the service takes none, the attempt says why. */
async function pushed(context: AppContext, row: AttemptRow, { config, client, push }: Push): Promise<string> {
  try {
    const read = readPushed(config, await sendRequest(context, push.request))
    if (read.ok) return push.url(read.requestUri)
    const { inputs, verifier = '' } = openAttemptSecrets(context, row)
    throw tokenFailure(config.title, read.failure, [...hiddenTexts({ client, inputs }), verifier])
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await failAttempt(context, row, error)
    return attemptPage(context.config.publicUrl, row)
  }
}
