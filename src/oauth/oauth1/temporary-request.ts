import type { Client, OAuthRequest } from '../oauth-request.ts'
import type { OAuth1Config, Values } from '../types.ts'
import { oauth1Values, signedRequest } from './signed-request.ts'

export interface TemporaryInput {
  config: OAuth1Config
  client: Client
  inputs: Values
  scopes: readonly string[]
  redirectUri: string
}

/** What the two token endpoints may answer with; the usual one is a form. */
export const TOKEN_ANSWERS = 'application/x-www-form-urlencoded, application/json;q=0.9, */*;q=0.5'

/** The request for a temporary token (RFC 5849 §2.1). The callback is bound to this one sign-in by its token. */
export function temporaryRequest({ config, client, inputs, scopes, redirectUri }: TemporaryInput): OAuthRequest {
  const scope = scopes.join(config.scopeSeparator)
  const values = oauth1Values(config, client, inputs, { redirect_uri: redirectUri, scope })
  return signedRequest({
    config,
    client,
    template: config.temporary,
    values,
    more: config.callbackIn === 'request' ? [['oauth_callback', redirectUri]] : [],
    accept: TOKEN_ANSWERS,
  })
}
