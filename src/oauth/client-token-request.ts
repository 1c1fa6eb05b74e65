import { boundTo } from './bound-to.ts'
import { buildRequest } from './build-request.ts'
import { requestValues } from './fill-request.ts'
import { freshValues } from './fresh-values.ts'
import type { Client, Fresh, OAuthRequest } from './oauth-request.ts'
import { resourceParams } from './resource-params.ts'
import type { OAuth2Config, Values } from './types.ts'

interface ClientTokenInput {
  config: OAuth2Config
  client: Client
  inputs: Values
  scopes: readonly string[]
  /** What the token is to be bound to. */
  dpopKey?: string | undefined
  fresh: Fresh
}

/** The request for tokens of the application itself, with no person in it (RFC 6749 §4.4.2). */
export function clientTokenRequest(input: ClientTokenInput): OAuthRequest {
  const { config, client, inputs, scopes, fresh } = input
  const scope = scopes.join(config.scopeSeparator)
  const values = requestValues(config, client, inputs, { ...freshValues(fresh), scope })
  const added: [string, string][] = [['grant_type', 'client_credentials']]
  if (scope !== '') added.push(['scope', scope])
  added.push(...resourceParams(config, values))
  return buildRequest({ config, template: config.token, values, added, client, bound: boundTo(input.dpopKey), fresh })
}
