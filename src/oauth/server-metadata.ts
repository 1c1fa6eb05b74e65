import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { buildUrl, hasHostSuffix } from './build-url.ts'
import { urlRules } from './fill-request.ts'
import { makeRequest } from './make-request.ts'
import type { OAuthRequest, RawAnswer } from './oauth-request.ts'
import type { OAuth2Config, Template } from './types.ts'

const MAX_BYTES = 262_144
const ENDPOINTS = [
  'authorization_endpoint',
  'token_endpoint',
  'revocation_endpoint',
  'userinfo_endpoint',
  'introspection_endpoint',
  'device_authorization_endpoint',
  'pushed_authorization_request_endpoint',
] as const

type Endpoints = Partial<Record<(typeof ENDPOINTS)[number], string>>

/** What a server says of itself (RFC 8414 §2), as far as it is used. */
export interface ServerMetadata {
  endpoints: Endpoints
  /** Where it asks for a certificate instead (RFC 8705 §5). */
  withCertificate: Endpoints
  /** RFC 9207 §3: its callbacks always name the issuer. */
  namesIssuer: boolean
}

/** `said`: all of it, for drafts. */
type MetadataResult = { ok: true; metadata: ServerMetadata; said: JsonObject } | { ok: false; why: string }

/** What is needed to ask a server about itself. */
export type Asking = Pick<OAuth2Config, 'issuer' | 'values' | 'hostSuffix' | 'loopbackHttp' | 'ca'>

/**
 * The requests to ask a server about itself, in the order to try: RFC 8414 §3 puts the well-known path between host
 * and path, OpenID Connect Discovery §4 behind the path. Throws `invalid_input` for an issuer without https.
 */
export function metadataRequests(config: Asking): OAuthRequest[] {
  const issuer = buildUrl([config.issuer ?? ''], {}, urlRules(config))
  const { origin, pathname } = new URL(issuer)
  const path = pathname.replace(/\/+$/, '')
  const urls = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ]
  const headers = { accept: 'application/json' }
  return urls.map(url => makeRequest({ method: 'GET', url, headers, body: undefined, ca: config.ca ?? undefined }))
}

/** Reads metadata; the issuer in it has to be the one that was asked, byte for byte (RFC 8414 §3.3). Throws nothing. */
export function readMetadata(config: Pick<OAuth2Config, 'issuer'>, raw: RawAnswer): MetadataResult {
  if (raw.status !== 200) return { ok: false, why: `answered ${raw.status}` }
  if (raw.bytes.length > MAX_BYTES) return { ok: false, why: 'says too much about itself' }
  const value = parse(raw)
  if (!value) return { ok: false, why: 'does not say it in JSON' }
  if (own(value, 'issuer') !== config.issuer) return { ok: false, why: 'names another issuer' }
  const aliases = own(value, 'mtls_endpoint_aliases')
  const withCertificate = isObject(aliases) ? endpointsOf(aliases) : {}
  const namesIssuer = own(value, 'authorization_response_iss_parameter_supported') === true
  return { ok: true, metadata: { endpoints: endpointsOf(value), withCertificate, namesIssuer }, said: value }
}

function endpointsOf(value: JsonObject): Endpoints {
  const found = ENDPOINTS.flatMap(name => {
    const url = own(value, name)
    return typeof url === 'string' && url !== '' ? [[name, url] as const] : []
  })
  return Object.fromEntries(found)
}

/**
 * The config with the addresses of the server in place of those it leaves out. An address on a host that nobody
 * approved is refused, never taken silently (oauth.md 8414-2). Throws `token_refused`.
 */
export function withMetadata(
  config: OAuth2Config,
  metadata: ServerMetadata,
  approved: readonly string[],
): OAuth2Config {
  const { authorization_endpoint: _page, ...asked }: Endpoints = config.clientCertificate
    ? metadata.withCertificate
    : {}
  // People's browsers have no certificate of ours.
  const endpoints: Endpoints = { ...metadata.endpoints, ...asked }
  const take = (name: (typeof ENDPOINTS)[number], given: Template): Template => {
    const url = endpoints[name]
    return given.length > 0 || url === undefined ? given : [checked(config, { name, url }, approved)]
  }
  const token = { ...config.token, url: take('token_endpoint', config.token.url) }
  const byPage = config.grant === 'authorization_code'
  const authUrl = byPage ? take('authorization_endpoint', config.authUrl) : []
  const device = config.device && { ...config.device, url: take('device_authorization_endpoint', config.device.url) }
  const par = config.par && { ...config.par, url: take('pushed_authorization_request_endpoint', config.par.url) }
  const needed = {
    token: token.url,
    ...(byPage ? { login: authUrl } : {}),
    ...(device ? { device: device.url } : {}),
    ...(par ? { par: par.url } : {}),
  }
  const missing = Object.entries(needed).find(([, url]) => url.length === 0)?.[0] ?? ''
  if (missing !== '') throw refused(config, `names no address of its ${missing} page`)
  const { refresh, revoke, userinfo, introspect } = config
  return {
    ...config,
    authUrl,
    par,
    device,
    token,
    refresh: refresh && (refresh.url.length === 0 ? { ...refresh, url: token.url } : refresh),
    revoke: revoke && { ...revoke, url: take('revocation_endpoint', revoke.url) },
    userinfo: userinfo && { ...userinfo, url: take('userinfo_endpoint', userinfo.url) },
    introspect: introspect && {
      ...introspect,
      request: { ...introspect.request, url: take('introspection_endpoint', introspect.request.url) },
    },
    issRequired: metadata.namesIssuer,
  }
}

function checked(
  config: OAuth2Config,
  { name, url }: { name: string; url: string },
  approved: readonly string[],
): string {
  const { host, hostname } = new URL(addressOf(config, { name, url }))
  if (approved.includes(host) || hasHostSuffix(hostname, config.hostSuffix)) return url
  throw refused(config, `names the host ${host} as its ${name}, and nobody approved that. Put it into host_suffix`)
}

function addressOf(config: OAuth2Config, { name, url }: { name: string; url: string }): string {
  try {
    return buildUrl([url], {}, urlRules(config))
  } catch (error) {
    if (error instanceof AppError) throw refused(config, `names an address as its ${name} that is not used`)
    throw error
  }
}

function refused({ title }: OAuth2Config, why: string): AppError {
  return new AppError('token_refused', { detail: `${title} ${why}. Ask an administrator.` })
}

function parse({ bytes }: RawAnswer): JsonObject | undefined {
  try {
    const value: Json = JSON.parse(new TextDecoder('utf-8').decode(bytes))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
