import { AppError } from '#shared/errors/app-error.ts'
import type { Json } from '#shared/json.ts'
import { basicHeader } from './basic-header.ts'
import { buildUrl } from './build-url.ts'
import { makeRequest } from './make-request.ts'
import { type Pairs, renderParams, setQuery } from './render-params.ts'
import { fillText } from './template.ts'
import type { Client, OAuthRequest, ProviderConfig, RequestTemplate, Values } from './types.ts'

/** Filled in by what the engine itself knows; no line of a config replaces or removes these. */
const LOCKED: ReadonlySet<string> = new Set(['state', 'code', 'code_challenge', 'code_verifier', 'refresh_token'])

/** Values for every template of a request: inputs, then what the administrator set, then what the engine knows. */
export function requestValues(config: ProviderConfig, client: Client, inputs: Values, more: Values = {}): Values {
  return {
    ...inputs,
    ...config.values,
    ...more,
    client_id: client.clientId,
    ...(client.clientSecret === undefined ? {} : { client_secret: client.clientSecret }),
  }
}

/** The parameters the engine adds with the config's own over them (flow-format.md §6.3). */
export function mergeParams(
  added: readonly (readonly [string, string])[],
  params: RequestTemplate['data'],
  context: { values: Values; dropEmpty: boolean },
): Pairs {
  const merged = new Map<string, string[]>()
  for (const [name, value] of added) merged.set(name, [value])
  for (const [name, values] of renderParams(params, context.values)) {
    if (LOCKED.has(name) && merged.has(name)) continue
    if (values === null) merged.delete(name)
    else merged.set(name, values)
  }
  return [...merged].flatMap(([name, values]) =>
    values.filter(value => value !== '' || !context.dropEmpty).map(value => [name, value] as const),
  )
}

interface BuildInput {
  config: ProviderConfig
  template: RequestTemplate
  values: Values
  /** Parameters of the grant, before those of the config. */
  added: readonly (readonly [string, string])[]
  /** Null: this request does not identify the client by itself. */
  client: Client | null
}

/** One request, filled in. Throws `invalid_input` when a value cannot stand where the config wants it. */
export function buildRequest({ config, template, values, added, client }: BuildInput): OAuthRequest {
  const own = client ? [...added, ...clientParams(config, client)] : added
  const pairs = mergeParams(own, template.data, { values, dropEmpty: config.dropEmpty })
  const inUrl = template.format === 'query' || template.method === 'GET'
  const query = mergeParams([], template.query, { values, dropEmpty: config.dropEmpty })
  const url = buildUrl(template.url, values, urlRules(config))
  const body = inUrl || pairs.length === 0 ? undefined : encodeBody(template, pairs, values)
  return makeRequest({
    method: template.method,
    url: setQuery(url, inUrl ? [...query, ...pairs] : query, []),
    headers: buildHeaders(config, template, { values, client, hasBody: body !== undefined }),
    body,
    ca: config.ca ?? undefined,
  })
}

/** Which values of an address may name hosts freely. */
export function urlRules(config: ProviderConfig) {
  return {
    trusted: (name: string) => name === 'client_id' || Object.hasOwn(config.values, name),
    hostSuffix: config.hostSuffix,
    loopbackHttp: config.loopbackHttp,
  }
}

function clientParams(config: ProviderConfig, client: Client): (readonly [string, string])[] {
  const id = ['client_id', client.clientId] as const
  return config.clientAuth === 'post' && client.clientSecret ? [id, ['client_secret', client.clientSecret]] : [id]
}

interface HeaderInput {
  values: Values
  client: Client | null
  hasBody: boolean
}

function buildHeaders(
  config: ProviderConfig,
  template: RequestTemplate,
  { values, client, hasBody }: HeaderInput,
): Record<string, string> {
  const headers = new Map([['accept', 'application/json']])
  if (hasBody) {
    headers.set('content-type', template.format === 'json' ? 'application/json' : 'application/x-www-form-urlencoded')
  }
  if (client?.clientSecret && (config.clientAuth === 'basic' || config.clientAuth === 'basic_raw')) {
    const [user, password] = [fillText(config.basic.user, values), fillText(config.basic.password, values)]
    headers.set('authorization', basicHeader(user, password, config.clientAuth === 'basic' ? 'encoded' : 'raw'))
  }
  for (const [name, rendered] of renderParams(template.headers, values)) {
    if (rendered === null) headers.delete(name.toLowerCase())
    else headers.set(name.toLowerCase(), checkedHeader(name, rendered.join(', ')))
  }
  return Object.fromEntries(headers)
}

/** Visible ASCII and spaces only, so that no value starts a header of its own. */
function checkedHeader(name: string, value: string): string {
  if (/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && /^[\x20-\x7e]*$/.test(value)) return value
  throw new AppError('invalid_input', {
    detail: `A value for the header "${name.replace(/[^\w-]/g, '?')}" holds characters that a header cannot carry.`,
  })
}

function encodeBody(template: RequestTemplate, pairs: Pairs, values: Values): string {
  if (template.format !== 'json') return new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()
  const typed = new Map<string, Json>()
  for (const param of template.data) {
    const [only] = param.values ?? []
    const [part] = only ?? []
    if (param.values?.length !== 1 || only?.length !== 1 || !part || typeof part === 'string') continue
    // A template that is nothing but one name keeps the type of its value.
    const value = Object.hasOwn(values, part.name) ? values[part.name] : undefined
    if (typeof value === 'number' || typeof value === 'boolean') typed.set(param.name, value)
  }
  const body = new Map<string, Json>()
  for (const [name, value] of pairs) {
    const before = body.get(name)
    const next = typed.get(name) ?? value
    body.set(name, before === undefined ? next : Array.isArray(before) ? [...before, next] : [before, next])
  }
  return JSON.stringify(Object.fromEntries(body))
}
