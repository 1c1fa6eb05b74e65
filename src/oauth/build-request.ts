import { basicHeader } from './basic-header.ts'
import { fillRequest } from './fill-request.ts'
import { makeRequest } from './make-request.ts'
import { fillText } from './template.ts'
import type { Client, OAuth2Config, OAuthRequest, RequestTemplate, Values } from './types.ts'

interface BuildInput {
  config: OAuth2Config
  template: RequestTemplate
  values: Values
  /** Parameters of the grant, before those of the config. */
  added: readonly (readonly [string, string])[]
  /** Null: this request does not identify the client by itself. */
  client: Client | null
}

/** One request of OAuth 2, filled in. Throws `invalid_input` when a value cannot stand where the config wants it. */
export function buildRequest({ config, template, values, added, client }: BuildInput): OAuthRequest {
  const own = client ? [...added, ...clientParams(config, client)] : added
  const authorization = client?.clientSecret ? basicOf(config, values) : {}
  const headers = { accept: 'application/json', ...authorization }
  const parts = fillRequest({ config, template, values, added: own, dropEmpty: config.dropEmpty, headers })
  return makeRequest({ ...parts, ca: config.ca ?? undefined })
}

function clientParams(config: OAuth2Config, client: Client): (readonly [string, string])[] {
  const id = ['client_id', client.clientId] as const
  return config.clientAuth === 'post' && client.clientSecret ? [id, ['client_secret', client.clientSecret]] : [id]
}

function basicOf({ clientAuth, basic }: OAuth2Config, values: Values): { authorization?: string } {
  if (clientAuth !== 'basic' && clientAuth !== 'basic_raw') return {}
  const [user, password] = [fillText(basic.user, values), fillText(basic.password, values)]
  return { authorization: basicHeader(user, password, clientAuth === 'basic' ? 'encoded' : 'raw') }
}
