import { buildRequest } from './build-request.ts'
import { buildUrl } from './build-url.ts'
import { newDpopKey, thumbprintOf } from './dpop-key.ts'
import { mergeParams, requestValues, urlRules } from './fill-request.ts'
import { fillRoute } from './fill-route.ts'
import { freshValues } from './fresh-values.ts'
import type { Client, Fresh, OAuthRequest } from './oauth-request.ts'
import { challengeOf, randomToken } from './pkce.ts'
import { type Pairs, setQuery } from './render-params.ts'
import { resourceParams } from './resource-params.ts'
import { namesOf } from './template.ts'
import type { OAuth2Config, RequestTemplate, Values } from './types.ts'

export interface BeginInput {
  config: OAuth2Config
  client: Client
  inputs: Values
  scopes: readonly string[]
  redirectUri: string
  fresh: Fresh
}

export interface BegunLogin {
  /** Where the browser is sent; with `push`, only once that was answered. */
  url: string
  push?: PushedLogin
  /** To be kept encrypted on the server, never in the browser. */
  secrets: { verifier: string; nonce?: string; dpopKey?: string }
  /** 43 characters. Only its hash is stored. */
  state: string
}

/** Parameters that go to the server by ourselves, and the address of the login page with what stands for them. */
interface PushedLogin {
  request: OAuthRequest
  url(requestUri: string): string
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
  const dpopKey = config.dpop ? newDpopKey(random) : undefined
  const scope = scopes.join(config.scopeSeparator)
  const own = {
    ...freshValues(fresh),
    ...(nonce === undefined ? {} : { nonce }),
    redirect_uri: redirectUri,
    scope,
    state: config.noState ? '' : state,
    code_challenge: config.pkce ? challenge : '',
  }
  const values = requestValues(config, { clientId: client.clientId }, inputs, own)
  const added: [string, string][] = [
    ['response_type', 'code'],
    ['client_id', client.clientId],
    ['redirect_uri', redirectUri],
  ]
  if (scope !== '') added.push(['scope', scope])
  if (!config.noState) added.push([config.stateParam, state])
  if (config.pkce) added.push(['code_challenge', challenge], ['code_challenge_method', 'S256'])
  // The code is of no use to who has another key (RFC 9449 §10).
  if (dpopKey !== undefined) added.push(['dpop_jkt', thumbprintOf(dpopKey)])
  added.push(...resourceParams(config, values))
  const locked = new Set([config.stateParam, 'code_challenge', 'code_challenge_method'])
  const query = config.authQuery.filter(param => !locked.has(param.name))
  const pairs = mergeParams(added, query, { values, dropEmpty: config.dropEmpty })
  const page = buildUrl(config.authUrl, values, urlRules(config))
  const urlWith = (query: Pairs) =>
    config.authFragment
      ? `${page}#${setQuery(fillRoute(config.authFragment, values), query, config.rawParams)}`
      : setQuery(page, query, config.rawParams)
  const { par } = config
  const push = par && {
    request: pushRequest({ config, client, fresh, pairs, par, values: requestValues(config, client, inputs, own) }),
    url: (uri: string) => urlWith([...pairs.filter(([name]) => name === 'client_id'), ['request_uri', uri]]),
  }
  return {
    url: urlWith(pairs),
    ...(push ? { push } : {}),
    secrets: { verifier, ...(nonce === undefined ? {} : { nonce }), ...(dpopKey === undefined ? {} : { dpopKey }) },
    state,
  }
}

interface PushInput {
  config: OAuth2Config
  client: Client
  fresh: Fresh
  pairs: Pairs
  par: RequestTemplate
  values: Values
}

/** All of them, with the proof of the client that a token request would carry (RFC 9126 §2.1). */
function pushRequest({ pairs, par, ...input }: PushInput): OAuthRequest {
  const added = pairs.filter(([name]) => name !== 'client_id')
  return buildRequest({ ...input, template: par, added })
}

/** A nonce is made only where a config sends it: the id_token has to repeat it then. */
function asksForNonce({ authQuery }: OAuth2Config): boolean {
  return authQuery.some(({ values }) => values?.some(value => namesOf(value).includes('nonce')))
}
