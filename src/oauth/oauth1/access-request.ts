import type { OAuthRequest } from '../oauth-request.ts'
import { oauth1Values, signedRequest } from './signed-request.ts'
import { type TemporaryInput, TOKEN_ANSWERS } from './temporary-request.ts'

interface AccessInput extends TemporaryInput {
  temporary: { token: string; secret: string }
  /** Empty where the server sends none. */
  verifier: string
}

/** The request that turns the temporary token into the one to keep (RFC 5849 §2.3). */
export function accessRequest(input: AccessInput): OAuthRequest {
  const { config, client, inputs, scopes, redirectUri, temporary, verifier } = input
  const values = oauth1Values(config, client, inputs, {
    redirect_uri: redirectUri,
    scope: scopes.join(config.scopeSeparator),
    oauth_token: temporary.token,
    oauth_verifier: verifier,
  })
  return signedRequest({
    config,
    client,
    template: config.access,
    values,
    token: temporary,
    more: verifier === '' ? [] : [['oauth_verifier', verifier]],
    accept: TOKEN_ANSWERS,
  })
}
