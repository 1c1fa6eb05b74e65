import type { Client, OAuthRequest } from '../oauth-request.ts'
import { prefixed } from '../token-request.ts'
import type { TokenSet } from '../token-set.ts'
import { scalars } from '../token-values.ts'
import type { OAuth1Config, RequestTemplate, Values } from '../types.ts'
import { oauth1Values, signedRequest } from './signed-request.ts'

interface ApiInput {
  config: OAuth1Config
  client: Client
  inputs: Values
  tokens: TokenSet
}

/** A request that the access token signs: the one that proves it, or the one that ends it (RFC 5849 §3). */
export function apiRequest({ config, client, inputs, tokens }: ApiInput, template: RequestTemplate): OAuthRequest {
  const { accessToken, oauth1, kept } = tokens
  const values = oauth1Values(config, client, inputs, {
    ...scalars(prefixed('token.', kept)),
    oauth_token: accessToken,
  })
  const token = { token: accessToken, secret: oauth1?.tokenSecret ?? '' }
  return signedRequest({ config, client, template, values, token, accept: 'application/json' })
}
