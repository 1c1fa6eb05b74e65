import { isObject, type JsonObject, own } from '#shared/json.ts'
import type { ApiDraft } from './api-draft.ts'
import { findProbe } from './find-probe.ts'
import type { ApiDescription } from './read-openapi.ts'

interface Flow {
  auth: string
  token: string
  refresh: string
  scopes: [name: string, words: string][]
}

/** The OAuth config of a scheme, or why there is none. */
export function draftOAuthFields(api: ApiDescription, scheme: string, keys: JsonObject): ApiDraft | string {
  if (own(keys, 'type') === 'openIdConnect') return draftDiscovery(keys)
  const flows = readFlows(api, keys)
  const code = flows.get('authorizationCode')
  if (code?.auth && code.token) return draftCode(api, scheme, code)
  const client = flows.get('clientCredentials')
  if (client?.token) return draftClient(api, scheme, client)
  const known = [...flows.keys()].join(', ') || 'no flow'
  return `${known} is not offered here; ask for the authorization code or client credentials flow`
}

function draftCode(api: ApiDescription, scheme: string, flow: Flow): ApiDraft {
  const client = ['client_id', 'client_secret']
  const fields: JsonObject = {
    base_url: new URL(flow.auth).origin,
    oauth2_no_state: false,
    oauth2_auth_url: flow.auth,
    oauth2_auth_query: list(
      { client_id: '{client_id}' },
      { redirect_uri: '{redirect_uri}' },
      { response_type: 'code' },
    ),
    oauth2_token_url: flow.token,
    oauth2_token_data: list(
      ...client.map(name => ({ [name]: `{${name}}` })),
      { redirect_uri: '{redirect_uri}' },
      { grant_type: 'authorization_code' },
    ),
    oauth2_refresh_url: flow.refresh || flow.token,
    oauth2_refresh_data: list(...client.map(name => ({ [name]: `{${name}}` })), { grant_type: 'refresh_token' }),
    ...validation(api, scheme),
    oauth2_params_scope: list(...flow.scopes.map(([name, words]) => ({ [name]: words }))),
    oauth2_params_other: [],
  }
  const check = [
    'Register the return URI that flow-deploy oauths template prints.',
    'Does the service give refresh tokens, and does it want a scope for that?',
    ...(fields['oauth2_validate_url']
      ? []
      : ['Say in oauth2_validate_url which address tells whether a token is good.']),
  ]
  return { kind: 'oauth', name: 'login', fields, check }
}

function draftClient(api: ApiDescription, scheme: string, flow: Flow): ApiDraft {
  const fields = {
    base_url: new URL(flow.token).origin,
    oauth2_ext: { grant: 'client_credentials' },
    oauth2_token_url: flow.token,
    oauth2_token_data: list(
      { client_id: '{client_id}' },
      { client_secret: '{client_secret}' },
      { grant_type: 'client_credentials' },
    ),
    ...validation(api, scheme),
    oauth2_params_scope: list(...flow.scopes.map(([name, words]) => ({ [name]: words }))),
    oauth2_params_other: [],
  }
  return { kind: 'oauth', name: 'machine', fields, check: ['Does the token endpoint want the client as Basic header?'] }
}

function draftDiscovery(keys: JsonObject): ApiDraft | string {
  const url = own(keys, 'openIdConnectUrl')
  const suffix = '/.well-known/openid-configuration'
  if (typeof url !== 'string' || !url.startsWith('https://') || !url.endsWith(suffix)) {
    return 'the address of its OpenID configuration is missing or unusual'
  }
  const issuer = url.slice(0, -suffix.length)
  const fields = {
    base_url: new URL(url).origin,
    oauth2_ext: { issuer, discovery: true },
    oauth2_params_scope: list({ openid: 'Know who you are' }),
    oauth2_params_other: [],
  }
  return { kind: 'oauth', name: 'login', fields, check: ['Add the scopes that the API wants beside openid.'] }
}

function validation(api: ApiDescription, scheme: string): JsonObject {
  const probe = findProbe(api.document, scheme)
  if (probe === undefined || api.serverUrl === '') return { oauth2_validate_url: '' }
  return {
    oauth2_validate_url: api.serverUrl + probe,
    oauth2_validate_method: 'GET',
    oauth2_validate_headers: list({ Authorization: 'Bearer {access_token}' }),
  }
}

/** By the names of OpenAPI 3; Swagger 2 has one flow and other names. */
function readFlows(api: ApiDescription, keys: JsonObject): Map<string, Flow> {
  const flows = own(keys, 'flows')
  if (isObject(flows)) {
    return new Map(
      Object.entries(flows).flatMap(([name, flow]) => (isObject(flow) ? [[name, readFlow(api, flow)]] : [])),
    )
  }
  const names: Record<string, string> = { accessCode: 'authorizationCode', application: 'clientCredentials' }
  const name = String(own(keys, 'flow') ?? '')
  return new Map(name === '' ? [] : [[names[name] ?? name, readFlow(api, keys)]])
}

function readFlow(api: ApiDescription, flow: JsonObject): Flow {
  // An address may be relative to that of the API.
  const address = (name: string) => {
    const value = own(flow, name)
    const base = api.serverUrl === '' ? undefined : `${api.serverUrl}/`
    return typeof value === 'string' && value !== '' && URL.canParse(value, base) ? new URL(value, base).href : ''
  }
  const scopes = own(flow, 'scopes')
  return {
    auth: address('authorizationUrl'),
    token: address('tokenUrl'),
    refresh: address('refreshUrl'),
    scopes: Object.entries(isObject(scopes) ? scopes : {}).map(([name, words]) => [name, String(words || name)]),
  }
}

/** A list field of a config.json holds each entry as JSON in a string (flow-format.md §6.1). */
function list(...entries: Record<string, string>[]): string[] {
  return entries.map(entry => JSON.stringify(entry))
}
