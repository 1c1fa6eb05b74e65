import { missingScopes } from '#oauth/missing-scopes.ts'
import type { RawAnswer } from '#oauth/oauth-request.ts'
import type { TokenSet } from '#oauth/token-set.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { sealAttemptGrant } from './attempt-secrets.ts'
import { failAttempt } from './fail-attempt.ts'
import { identifyAccount } from './identify-account.ts'
import type { OpenedProvider } from './open-provider.ts'
import { renewLogin } from './renew-login.ts'
import { revokeTokens } from './revoke-tokens.ts'
import { namesOf } from './scope-names.ts'

/** Minutes a person has to name a login after the sign-in; then its tokens are revoked and dropped. */
const ADD_WITHIN_MS = 15 * 60_000

interface Granted {
  provider: OpenedProvider
  tokens: TokenSet
  /** The token answer; absent where none was asked for. */
  raw?: RawAnswer
  inputs: JsonObject
  nonce?: string | undefined
}

/**
 * Moves an attempt on whose tokens are complete: `granted` for a new login, `added` or `choose_account` for a reconnect,
 * `failed` where a required permission is missing or the account is somebody else's.
 */
export async function grantAttempt(context: AppContext, row: AttemptRow, granted: Granted): Promise<void> {
  const { provider, inputs } = granted
  const complete = row.purpose === 'reconnect'
  const known = await orFail(context, row, async () => {
    requirePermissions(provider, granted.tokens)
    return identifyAccount(context, provider, { ...granted, complete })
  })
  if (!known) return endUnused(context, row, granted)
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

function requirePermissions(provider: OpenedProvider, tokens: TokenSet): void {
  const lacking = missingScopes(provider.config, tokens)
  if (lacking.length === 0) return
  const names = namesOf(lacking, provider.texts('en'))
  const detail = `${provider.config.title} did not allow what is needed: ${names}. Nothing was saved. Sign in again and allow it.`
  throw new AppError('server_denied', { detail })
}

/** Nothing becomes of the sign-in, so nobody should hold a token of it; a pasted one is somebody else's to end. */
export async function endUnused(
  context: AppContext,
  { id }: Pick<AttemptRow, 'id'>,
  { provider, tokens, inputs }: Pick<Granted, 'provider' | 'inputs' | 'tokens'>,
): Promise<void> {
  if (tokens.origin === 'pasted' || !provider.config.revoke) return
  await revokeTokens(context, provider, { tokens, inputs, id })
}

/** What goes wrong ends the attempt. */
export async function orFail<T>(context: AppContext, row: AttemptRow, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await failAttempt(context, row, error)
    return undefined
  }
}
