import { revokeRequests } from '#oauth/revoke-requests.ts'
import type { TokenSet } from '#oauth/token-set.ts'
import { scalars } from '#oauth/token-values.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import type { AccountRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { discoverProvider } from './discover-provider.ts'
import { freshOf } from './fresh-of.ts'
import { openTokens } from './grant-tokens.ts'
import { type OpenedProvider, requireProvider } from './open-provider.ts'
import { loginInputs } from './require-login.ts'
import { sendRequest } from './send-request.ts'

/** Ends tokens at the service, refresh token first (RFC 7009). Whatever goes wrong is logged and stops nothing. */
export async function revokeTokens(
  context: AppContext,
  provider: OpenedProvider,
  { tokens, inputs, id }: { tokens: TokenSet; inputs: JsonObject; id: string },
): Promise<void> {
  try {
    const { config, client } = await discoverProvider(context, provider)
    const input = { config, client, inputs: scalars(inputs), tokens, fresh: freshOf(context) }
    for (const request of revokeRequests(input)) {
      const { status } = await sendRequest(context, request)
      context.log.info('token-revoked', { id, status })
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    context.log.warn('revoke-failed', { id, code: error.code })
  }
}

/**
 * Reads what is needed to end a login's tokens, so that the login can be deleted first. The function given back does
 * it; null when there is nothing to end, or nothing that can be read any more.
 */
export async function prepareRevocation(context: AppContext, row: AccountRow): Promise<(() => Promise<void>) | null> {
  try {
    const grant = row.kind === 'login' ? await context.store.grants.byLogin(row.id, row.ownerId) : null
    if (!grant) return null
    const provider = await requireProvider(context, grant.providerId)
    const parts = { tokens: openTokens(context, grant), inputs: loginInputs(context, row), id: row.id }
    return provider.config.revoke ? () => revokeTokens(context, provider, parts) : null
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
