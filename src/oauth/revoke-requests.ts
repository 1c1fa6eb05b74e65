import { buildRequest } from './build-request.ts'
import type { OAuthRequest } from './oauth-request.ts'
import { apiRequest } from './oauth1/api-request.ts'
import { type TokenInput, tokenValues } from './token-values.ts'

/**
 * The requests that end a grant at the server: refresh token first, then access token (RFC 7009), then those beside
 * them. A server of OAuth 1
 * gets one, signed with the token it is to end.
 */
export function revokeRequests(input: TokenInput): OAuthRequest[] {
  const { config, client, tokens } = input
  if (config.protocol === 'oauth1') return config.revoke ? [apiRequest({ ...input, config }, config.revoke)] : []
  const { revoke } = config
  // Without an address, the server named none: there is nothing to ask.
  if (!revoke || revoke.url.length === 0) return []
  const { clientAuth = config.clientAuth } = revoke
  const ends: { token: string; hint: string }[] = []
  if (revoke.tokens !== 'access' && tokens.refreshToken !== undefined) {
    ends.push({ token: tokens.refreshToken, hint: 'refresh_token' })
  }
  if (revoke.tokens !== 'refresh') ends.push({ token: tokens.accessToken, hint: 'access_token' })
  // Further tokens are of the same sign-in: whoever deletes it means them too.
  for (const further of Object.values(tokens.also ?? {})) {
    if (revoke.tokens !== 'access' && further.refreshToken !== undefined) {
      ends.push({ token: further.refreshToken, hint: 'refresh_token' })
    }
    if (revoke.tokens !== 'refresh') ends.push({ token: further.accessToken, hint: 'access_token' })
  }
  const values = tokenValues(input, {
    access_token: tokens.accessToken,
    token_type: tokens.tokenType,
    refresh_token: tokens.refreshToken ?? '',
  })
  return ends.map(({ token, hint }) => {
    const added = [
      ['token', token],
      ['token_type_hint', hint],
    ] as const
    return buildRequest({ config, template: revoke, values, added, client, clientAuth, fresh: input.fresh })
  })
}
