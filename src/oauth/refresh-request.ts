import { buildRequest } from './build-request.ts'
import { clientTokenRequest } from './client-token-request.ts'
import { type TokenInput, tokenValues } from './token-values.ts'
import type { OAuthRequest } from './types.ts'

/**
 * The request for fresh tokens (RFC 6749 §6); null when there is no refresh token or the config says that its tokens
 * cannot be refreshed. An application that acts for itself asks anew (RFC 6749 §4.4.3). It never asks for a scope that was not granted.
 */
export function refreshRequest(input: TokenInput & { redirectUri: string }): OAuthRequest | null {
  const { config, client, tokens, redirectUri } = input
  if (config.protocol === 'oauth1' || !config.refresh) return null
  if (config.grant === 'client_credentials')
    return clientTokenRequest({ ...input, config, scopes: tokens.scopes ?? [] })
  if (tokens.refreshToken === undefined) return null
  const values = tokenValues(input, {
    redirect_uri: redirectUri,
    scope: (tokens.scopes ?? []).join(config.scopeSeparator),
    refresh_token: tokens.refreshToken,
  })
  const added = [
    ['grant_type', 'refresh_token'],
    ['refresh_token', tokens.refreshToken],
  ] as const
  return buildRequest({ config, template: config.refresh, values, added, client, fresh: input.fresh })
}
