import { boundTo } from './bound-to.ts'
import { buildRequest } from './build-request.ts'
import { requestValues } from './fill-request.ts'
import { freshValues } from './fresh-values.ts'
import type { Client, Fresh, OAuthRequest } from './oauth-request.ts'
import { resourceParams } from './resource-params.ts'
import type { OAuth2Config, Values } from './types.ts'

export interface TokenRequestInput {
  config: OAuth2Config
  client: Client
  inputs: Values
  code: string
  /** The very bytes that were sent to the login page. */
  redirectUri: string
  verifier: string
  scopes: readonly string[]
  /** Parameters kept from the callback. */
  captured: Record<string, string>
  /** The state that was sent. */
  state: string
  /** What the tokens are to be bound to. */
  dpopKey?: string | undefined
  fresh: Fresh
}

/** The request that turns the code into tokens (RFC 6749 §4.1.3, RFC 7636 §4.5). */
export function tokenRequest(input: TokenRequestInput): OAuthRequest {
  const { config, client, code, redirectUri, verifier } = input
  const values = requestValues(config, client, input.inputs, {
    ...freshValues(input.fresh),
    ...prefixed('callback.', input.captured),
    redirect_uri: redirectUri,
    scope: input.scopes.join(config.scopeSeparator),
    state: config.noState ? '' : input.state,
    code,
    code_verifier: config.pkce ? verifier : '',
  })
  const added: [string, string][] = [
    ['grant_type', 'authorization_code'],
    ['code', code],
    ['redirect_uri', redirectUri],
    ...resourceParams(config, values),
  ]
  if (config.pkce) added.push(['code_verifier', verifier])
  const bound = boundTo(input.dpopKey)
  return buildRequest({ config, template: config.token, values, added, client, bound, fresh: input.fresh })
}

/** `{a: 1}` as `{'callback.a': 1}`. */
export function prefixed<T>(prefix: string, values: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]))
}
