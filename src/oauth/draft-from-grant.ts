import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { OVERLAYS, type Overlay } from './overlays.ts'

/** A config of one entry of the npm package `grant`, and what a person has to look at before it is used. */
export interface GrantDraft {
  protocol: 'OAuth1' | 'OAuth2'
  /** Fields of config.json; who it is, the caller says. */
  fields: JsonObject
  check: string[]
  /** What no config can say of this provider. Empty: the draft is complete. */
  open: string[]
}

/**
 * Maps one entry of `config/oauth.json` (oauth.md §14), with its address in `config/profile.json`. Null where the entry
 * has no addresses. The package keeps some providers' habits in code; those are in `overlays.ts`.
 */
export function draftFromGrant(name: string, entry: Json | undefined, profile: Json | undefined): GrantDraft | null {
  if (!isObject(entry)) return null
  const text = (key: string) => {
    const value = own(entry, key)
    return typeof value === 'string' ? value : ''
  }
  if (text('authorize_url') === '' || text('access_url') === '') return null
  const isOAuth1 = own(entry, 'oauth') === 1
  if (isOAuth1 && text('request_url') === '') return null
  const overlay = Object.hasOwn(OVERLAYS, name) ? (OVERLAYS[name] ?? {}) : {}
  const profileUrl = isObject(profile) ? own(profile, 'profile_url') : undefined
  const host = readHost([text('authorize_url'), text('access_url')], overlay)
  const address = (url: string) => url.replace('[subdomain]', host?.template ?? '[subdomain]')
  const validateUrl = typeof profileUrl === 'string' ? address(profileUrl) : ''
  // A token goes there, so plain http is none; neither is one whose host the login never learns.
  const usable = validateUrl.startsWith('https://') && !validateUrl.includes('[')
  const parts = { overlay, address: (key: string) => address(text(key)), validateUrl: usable ? validateUrl : '' }
  const ext = {
    scope_separator: text('scope_delimiter') || ',',
    ...(host?.suffix ? { host_suffix: [host.suffix] } : {}),
    ...overlay.ext,
  }
  return {
    protocol: isOAuth1 ? 'OAuth1' : 'OAuth2',
    fields: isOAuth1
      ? { ...oauth1Fields(parts, host), oauth1_ext: ext }
      : { ...oauth2Fields(parts, host), oauth2_ext: ext },
    check: [...whatToCheck(parts.validateUrl, host), ...(overlay.check ?? [])],
    open: [...(overlay.open ?? [])],
  }
}

interface Parts {
  overlay: Overlay
  address(key: string): string
  validateUrl: string
}

interface HostPart {
  template: string
  /** Asked of the person who signs in; else a key of the load file. */
  input: boolean
  /** The end of every host that the input may make. */
  suffix?: string
}

/** `[subdomain]`: a label of a host is asked of the person; a whole host decides where the secret goes, so it is loaded. */
function readHost(urls: readonly string[], { host = '{HOST}' }: Overlay): HostPart | null {
  const url = urls.find(one => one.includes('[subdomain]'))
  if (url === undefined) return null
  const suffix = /\[subdomain\]\.([a-z0-9.-]+)/.exec(url)?.[1]
  return suffix === undefined ? { template: host, input: false } : { template: '{subdomain}', input: true, suffix }
}

function oauth2Fields({ overlay, address, validateUrl }: Parts, host: HostPart | null): JsonObject {
  const refresh = overlay.tokenData ? { ...overlay.tokenData } : {}
  for (const key of ['grant_type', 'assertion', 'response_type']) delete refresh[key]
  return {
    oauth2_auth_url: address('authorize_url'),
    oauth2_auth_query: list(overlay.authQuery),
    oauth2_token_url: address('access_url'),
    oauth2_token_data: list(overlay.tokenData),
    oauth2_refresh_url: address('access_url'),
    oauth2_refresh_data: list(refresh),
    ...(validateUrl === '' ? {} : validateFields('oauth2', validateUrl, overlay)),
    oauth2_params_scope: [],
    oauth2_params_other: inputs(host),
    ...overlay.fields,
  }
}

function oauth1Fields({ overlay, address, validateUrl }: Parts, host: HostPart | null): JsonObject {
  return {
    oauth1_request_token_url: address('request_url'),
    ...(overlay.requestQuery ? { oauth1_request_token_query: list(overlay.requestQuery) } : {}),
    oauth1_authorize_url: address('authorize_url'),
    oauth1_authorize_query: list(overlay.authQuery),
    oauth1_access_token_url: address('access_url'),
    ...(validateUrl === '' ? {} : validateFields('oauth1', validateUrl, overlay)),
    oauth1_params_scope: [],
    oauth1_params_other: inputs(host),
    ...overlay.fields,
  }
}

function validateFields(protocol: 'oauth1' | 'oauth2', url: string, { validate = {} }: Overlay): JsonObject {
  const { method = 'GET', query, headers } = validate
  const bearer: Record<string, string> = protocol === 'oauth2' ? { Authorization: 'Bearer {access_token}' } : {}
  return {
    [`${protocol}_validate_url`]: url,
    [`${protocol}_validate_method`]: method,
    ...(protocol === 'oauth2' || headers ? { [`${protocol}_validate_headers`]: list(headers ?? bearer) } : {}),
    ...(query ? { [`${protocol}_validate_query`]: list(query) } : {}),
  }
}

function inputs(host: HostPart | null): string[] {
  if (!host?.input) return []
  const label = '^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$'
  const description = `The first part of your address: example of example.${host.suffix}`
  return [
    JSON.stringify({ subdomain: { title: 'Subdomain', description, type: 'string', pattern: label, minLength: 1 } }),
  ]
}

/** A list field holds each entry as JSON in a string (flow-format.md §6.1). */
function list(params: Readonly<Record<string, string | null>> = {}): string[] {
  return Object.entries(params).map(([name, value]) => JSON.stringify({ [name]: value }))
}

function whatToCheck(validateUrl: string, host: HostPart | null): string[] {
  return [
    'The addresses, in the documentation of the service. Then say in "documentation" which pages you read, and when.',
    'The scopes: write each one with a text for people into the list that ends in _params_scope.',
    validateUrl === ''
      ? 'The catalogue names no address that proves a token: add one that ends in _validate_url.'
      : 'The address that proves a token, and where its answer names the account ("account").',
    'The length of a token, and whether it can be renewed. If not, write "refresh": "none".',
    ...(host && !host.input ? ['HOST in the load file is the host of your server, without https://.'] : []),
  ]
}
