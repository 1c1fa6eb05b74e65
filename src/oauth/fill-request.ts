import { AppError } from '#shared/errors/app-error.ts'
import type { Json } from '#shared/json.ts'
import { buildUrl, type UrlRules } from './build-url.ts'
import type { Client } from './oauth-request.ts'
import { type Pairs, renderParams, setQuery } from './render-params.ts'
import type { Param, ProviderConfig, RequestTemplate, Values } from './types.ts'

/** Filled in by what the engine itself knows; no line of a config replaces or removes these. */
const LOCKED: ReadonlySet<string> = new Set(['state', 'code', 'code_challenge', 'code_verifier', 'refresh_token'])

/** Values for every template of a request: inputs, then what the administrator set, then what the engine knows. */
export function requestValues(
  config: Pick<ProviderConfig, 'values'>,
  client: Client,
  inputs: Values,
  more: Values = {},
): Values {
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
  params: readonly Param[],
  context: { values: Values; dropEmpty: boolean },
): Pairs {
  const merged = new Map<string, string[]>()
  for (const [name, value] of added) merged.set(name, [...(merged.get(name) ?? []), value])
  for (const [name, values] of renderParams(params, context.values)) {
    if (LOCKED.has(name) && merged.has(name)) continue
    if (values === null) merged.delete(name)
    else merged.set(name, values)
  }
  return [...merged].flatMap(([name, values]) =>
    values.filter(value => value !== '' || !context.dropEmpty).map(value => [name, value] as const),
  )
}

/** Which values of an address may name hosts freely. */
export function urlRules(config: Pick<ProviderConfig, 'values' | 'hostSuffix' | 'loopbackHttp'>): UrlRules {
  return {
    trusted: (name: string) => name === 'client_id' || Object.hasOwn(config.values, name),
    hostSuffix: config.hostSuffix,
    loopbackHttp: config.loopbackHttp,
  }
}

interface FillInput {
  config: Pick<ProviderConfig, 'values' | 'hostSuffix' | 'loopbackHttp'>
  template: RequestTemplate
  values: Values
  /** Parameters of the engine, before those of the config. */
  added: Pairs
  dropEmpty: boolean
  /** Headers of the engine, by lower-case name; the config's own go over them. */
  headers: Readonly<Record<string, string>>
}

/** The parts of one request. Throws `invalid_input` when a value cannot stand where the config wants it. */
export function fillRequest({ config, template, values, added, dropEmpty, headers }: FillInput) {
  const pairs = mergeParams(added, template.data, { values, dropEmpty })
  const inUrl = template.format === 'query' || template.method === 'GET'
  const query = mergeParams([], template.query, { values, dropEmpty })
  const body = inUrl || pairs.length === 0 ? undefined : encodeBody(template, pairs, values)
  const contentType = template.format === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'
  const all = new Map(Object.entries(body === undefined ? headers : { ...headers, 'content-type': contentType }))
  for (const [name, rendered] of renderParams(template.headers, values)) {
    if (rendered === null) all.delete(name.toLowerCase())
    else all.set(name.toLowerCase(), checkedHeader(name, rendered.join(', ')))
  }
  return {
    method: template.method,
    url: setQuery(buildUrl(template.url, values, urlRules(config)), inUrl ? [...query, ...pairs] : query, []),
    headers: Object.fromEntries(all),
    body,
  }
}

/** Visible ASCII and spaces only, so that no value starts a header of its own. */
export function checkedHeader(name: string, value: string): string {
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
