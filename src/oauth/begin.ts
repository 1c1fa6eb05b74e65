import { buildUrl } from './build-url.ts'
import { mergeParams, requestValues, urlRules } from './fill-request.ts'
import { fillRoute } from './fill-route.ts'
import { freshValues } from './fresh-values.ts'
import { challengeOf, randomToken } from './pkce.ts'
import { setQuery } from './render-params.ts'
import { resourceParams } from './resource-params.ts'
import { namesOf } from './template.ts'
import type { Client, Fresh, OAuth2Config, Values } from './types.ts'

export interface BeginInput {
  config: OAuth2Config
  client: Client
  inputs: Values
  scopes: readonly string[]
  redirectUri: string
  fresh: Fresh
}

export interface BegunLogin {
  /** Where the browser is sent. */
  url: string
  /** To be kept encrypted on the server, never in the browser. */
  secrets: { verifier: string; nonce?: string }
  /** 43 characters. Only its hash is stored. */
  state: string
}

/**
 * The address of the login page (flow-format.md §6.3): `response_type client_id redirect_uri scope state` and the PKCE
 * challenge, with the config's own query over them. With `oauth2_no_state` the state is made but not sent.
 */
export function begin({ config, client, inputs, scopes, redirectUri, fresh }: BeginInput): BegunLogin {
  const { random } = fresh
  const state = randomToken(random)
  const verifier = randomToken(random)
  const challenge = challengeOf(verifier)
  const nonce = asksForNonce(config) ? randomToken(random) : undefined
  const scope = scopes.join(config.scopeSeparator)
  const publicClient = { clientId: client.clientId }
  const values = requestValues(config, publicClient, inputs, {
    ...freshValues(fresh),
    ...(nonce === undefined ? {} : { nonce }),
    redirect_uri: redirectUri,
    scope,
    state: config.noState ? '' : state,
    code_challenge: config.pkce ? challenge : '',
  })
  const added: [string, string][] = [
    ['response_type', 'code'],
    ['client_id', client.clientId],
    ['redirect_uri', redirectUri],
  ]
  if (scope !== '') added.push(['scope', scope])
  if (!config.noState) added.push([config.stateParam, state])
  if (config.pkce) added.push(['code_challenge', challenge], ['code_challenge_method', 'S256'])
  added.push(...resourceParams(config, values))
  const locked = new Set([config.stateParam, 'code_challenge', 'code_challenge_method'])
  const query = config.authQuery.filter(param => !locked.has(param.name))
  const pairs = mergeParams(added, query, { values, dropEmpty: config.dropEmpty })
  const page = buildUrl(config.authUrl, values, urlRules(config))
  const url = config.authFragment
    ? `${page}#${setQuery(fillRoute(config.authFragment, values), pairs, config.rawParams)}`
    : setQuery(page, pairs, config.rawParams)
  return { url, secrets: { verifier, ...(nonce === undefined ? {} : { nonce }) }, state }
}

/** A nonce is made only where a config sends it: the id_token has to repeat it then. */
function asksForNonce({ authQuery }: OAuth2Config): boolean {
  return authQuery.some(({ values }) => values?.some(value => namesOf(value).includes('nonce')))
}
