import { readAccount } from '#oauth/read-account.ts'
import { readIdToken } from '#oauth/read-id-token.ts'
import { readTokens } from '#oauth/read-tokens.ts'
import type { AccountIdentity, RawAnswer, TokenSet } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { openAttemptSecrets, sealAttemptGrant } from './attempt-secrets.ts'
import { checkToken } from './check-token.ts'
import { tokenFailure } from './describe-token-failure.ts'
import { failAttempt } from './fail-attempt.ts'
import { hiddenTexts } from './hidden-texts.ts'
import type { OpenedProvider } from './open-provider.ts'
import { renewLogin } from './renew-login.ts'

/** Minutes a person has to name a login after the sign-in; then its tokens are revoked and dropped. */
const ADD_WITHIN_MS = 15 * 60_000

interface Settlement {
  provider: OpenedProvider
  raw: RawAnswer
  captured: Record<string, string>
  /** Texts that no message may repeat. */
  hide: readonly string[]
}

/**
 * Reads the stored answer of an exchange and moves the attempt on: `granted` for a new login, `added` or
 * `choose_account` for a reconnect, `failed` with its reason. Doing it twice changes nothing.
 */
export async function settleAttempt(context: AppContext, row: AttemptRow, settlement: Settlement): Promise<void> {
  const { provider, raw, captured, hide } = settlement
  const { config, client } = provider
  const read = readTokens(config, raw, { scopes: row.scopesAsked, callback: captured })
  const { inputs, nonce } = openAttemptSecrets(context, row)
  if (!read.ok) {
    const secrets = [...hide, ...hiddenTexts({ client, inputs })]
    await failAttempt(context, row, tokenFailure(config.title, read.failure, secrets))
    return
  }
  const stranger = wrongIdToken(context, provider, { tokens: read.tokens, nonce })
  if (stranger) {
    await failAttempt(context, row, stranger)
    return
  }
  const account = await identify(context, provider, { tokens: read.tokens, raw, inputs })
  if (row.purpose === 'reconnect') {
    await renewLogin(context, row, { provider, tokens: read.tokens, account, inputs })
    return
  }
  await context.store.attempts.finish(row.id, ['exchanging'], {
    status: 'granted',
    grant: sealAttemptGrant(context, row, { tokens: read.tokens, account }),
    expiresAt: context.store.now() + ADD_WITHIN_MS,
  })
}

/** Where a nonce was sent, an id_token that does not repeat it came from another sign-in (oauth.md §4). */
function wrongIdToken(
  { store }: AppContext,
  { config }: OpenedProvider,
  { tokens: { idToken }, nonce }: { tokens: TokenSet; nonce: string | undefined },
): AppError | undefined {
  if (config.protocol === 'oauth1' || idToken === undefined || nonce === undefined) return undefined
  const read = readIdToken(config, idToken, { clientId: config.clientId, nonce, now: store.now() })
  if (read.ok) return undefined
  const detail = `The identity in the answer of ${config.title} ${read.why}. Nothing was saved. Start again.`
  return new AppError('token_refused', { detail })
}

interface Signed {
  tokens: TokenSet
  raw: RawAnswer
  inputs: JsonObject
}

/** Whose account it is, as far as that can be told now. ADD runs the validate request in earnest. */
async function identify(
  context: AppContext,
  provider: OpenedProvider,
  { tokens, raw, inputs }: Signed,
): Promise<AccountIdentity> {
  const { account, after } = provider.config
  if (account.from === 'token') return readAccount(provider.config, { tokenAnswer: raw })
  if ((account.id === null && account.label === null) || after.length > 0) return {}
  try {
    const check = await checkToken(context, provider, { tokens, inputs })
    return check.result === 'ok' ? check.account : {}
  } catch (error) {
    if (error instanceof AppError) return {}
    throw error
  }
}
