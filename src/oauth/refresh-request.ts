import { boundTo } from './bound-to.ts'
import { buildRequest } from './build-request.ts'
import { canRefresh } from './can-refresh.ts'
import { clientTokenRequest } from './client-token-request.ts'
import type { OAuthRequest } from './oauth-request.ts'
import { resourceParams } from './resource-params.ts'
import { type TokenInput, tokenValues } from './token-values.ts'
import type { OAuth2Config } from './types.ts'

/**
 * The request for fresh tokens (RFC 6749 §6); null when there is no refresh token or the config says that its tokens
 * cannot be refreshed. An application that acts for itself asks anew (RFC 6749 §4.4.3). It never
 * asks for a scope that was not granted.
 */
export function refreshRequest(input: TokenInput & { redirectUri: string }): OAuthRequest | null {
  const { config, client, tokens, redirectUri } = input
  if (config.protocol === 'oauth1' || !config.refresh) return null
  const { dpopKey } = tokens
  if (config.grant === 'client_credentials')
    return clientTokenRequest({ ...input, config, scopes: tokens.scopes ?? [], dpopKey })
  const { refreshToken, accessToken } = tokens
  if (!canRefresh(config, tokens)) return null
  const scope = (tokens.scopes ?? []).join(config.scopeSeparator)
  const values = tokenValues(input, {
    redirect_uri: redirectUri,
    scope,
    refresh_token: refreshToken ?? '',
    ...(config.refreshWith === 'access_token' ? { access_token: accessToken } : {}),
  })
  const added: [string, string][] = [...presented(config, { scope, refreshToken })]
  if (config.resourceOnRefresh) added.push(...resourceParams(config, values))
  const bound = boundTo(dpopKey)
  return buildRequest({ config, template: config.refresh, values, added, client, bound, fresh: input.fresh })
}

/** With an access token, the lists of the config say under which name it goes: every server has its own. */
function presented(
  { refreshWith }: OAuth2Config,
  { scope, refreshToken = '' }: { scope: string; refreshToken: string | undefined },
): [string, string][] {
  switch (refreshWith) {
    case 'refresh_token':
      return [
        ['grant_type', 'refresh_token'],
        ['refresh_token', refreshToken],
      ]
    case 'access_token':
      return []
    case 'client':
      return [['grant_type', 'client_credentials'], ...(scope === '' ? [] : [['scope', scope] as [string, string]])]
  }
}
