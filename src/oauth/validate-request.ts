import { boundTo } from './bound-to.ts'
import { buildRequest } from './build-request.ts'
import type { OAuthRequest } from './oauth-request.ts'
import { apiRequest } from './oauth1/api-request.ts'
import { schemeOf } from './scheme-of.ts'
import { type TokenInput, tokenValues } from './token-values.ts'

/** The request that proves a token; null when the config has none. */
export function validateRequest(input: TokenInput): OAuthRequest | null {
  const { config, tokens } = input
  if (!config.validate) return null
  if (config.protocol === 'oauth1') return apiRequest({ ...input, config }, config.validate)
  const values = tokenValues(input, {
    access_token: tokens.accessToken,
    token_type: tokens.tokenType,
    token_scheme: schemeOf(tokens),
  })
  return buildRequest({
    config,
    template: config.validate,
    values,
    added: [],
    client: null,
    holder: input.client,
    bound: boundTo(tokens.dpopKey, tokens.accessToken),
    fresh: input.fresh,
  })
}
