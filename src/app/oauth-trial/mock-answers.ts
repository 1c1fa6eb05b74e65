import type { OAuth1Config, OAuth2Config, ProviderConfig } from '#oauth/types.ts'
import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import { fromPointer } from '#shared/json-pointer.ts'
import type { RequestRole } from './request-role.ts'

export interface MockTokens {
  accessToken: string
  refreshToken: string
}

const HOUR_S = 3600

/** Whose account it is, under the names that services use most. */
export const MOCK_ACCOUNT = { sub: 'practice-1', name: 'Practice Person' } as const

interface TokenAnswerInput {
  role: RequestRole
  tokens: MockTokens
  /** Of the login page; empty: none was sent. */
  nonce: string
}

/** An answer of the token address, with everything at the place where this config looks for it. */
export function tokenAnswer(config: OAuth2Config, { role, tokens, nonce }: TokenAnswerInput): JsonObject {
  const also = config.also.find(({ name }) => role === `also ${name}`)
  const fields = role === 'exchange' ? (config.exchange?.fields ?? config.fields) : (also?.fields ?? config.fields)
  const places: [string | undefined, Json][] = [
    [fields.accessToken[0], tokens.accessToken],
    [fields.tokenType[0], 'Bearer'],
    [fields.expiresIn[0], config.expiresInUnit === 'ms' ? HOUR_S * 1000 : HOUR_S],
  ]
  if (config.refresh && config.refreshWith === 'refresh_token') {
    places.push([fields.refreshToken[0], tokens.refreshToken])
  }
  for (const further of config.also.filter(({ request }) => !request)) {
    places.push([further.fields.accessToken[0], `${tokens.accessToken}-${further.name}`])
  }
  if (nonce !== '' || config.account.from === 'id_token') {
    places.push([fields.idToken[0], idToken(config, nonce)])
  }
  const keep = role === 'exchange' ? (config.exchange?.keep ?? []) : config.keep
  places.push(...keep.map(({ at, hostSuffix }): [string, Json] => [at, sampleFor(hostSuffix)[0] ?? 'practice']))
  if (config.account.from === 'token') places.push(...accountPlaces(config))
  return withSuccess(config, places)
}

/** An answer that says whose token it is. */
export function accountAnswer(config: ProviderConfig, role: 'validate' | 'userinfo'): JsonObject {
  const keep = role === 'userinfo' ? (config.userinfo?.keep ?? []) : []
  const kept = keep.map(({ at, hostSuffix }): [string, Json] => [at, sampleFor(hostSuffix)[0] ?? 'practice'])
  return {
    ...MOCK_ACCOUNT,
    ...withSuccess(config, [...kept, ...(config.account.from === role ? accountPlaces(config) : [])]),
  }
}

/** A token answer of OAuth 1: a form, unless the config looks deeper than a form goes. */
export function signedTokenAnswer(
  config: OAuth1Config,
  { token, secret }: { token: string; secret: string },
): JsonObject | string {
  const { fields } = config
  const keep = config.keep.map(({ at, hostSuffix }): [string, Json] => [at, sampleFor(hostSuffix)[0] ?? 'practice'])
  const answer = withSuccess(config, [
    [fields.token[0], token],
    [fields.secret[0], secret],
    [fields.confirmed[0], 'true'],
    ...keep,
    ...(config.account.from === 'token' ? accountPlaces(config) : []),
  ])
  const texts = Object.entries(answer)
  const flat = texts.every((entry): entry is [string, string] => typeof entry[1] === 'string')
  return flat ? new URLSearchParams(texts as [string, string][]).toString() : answer
}

/** Texts for a value that has to lie in one of these domains; without any, texts of many a kind. */
export function sampleFor(hostSuffix: readonly string[]): string[] {
  const [suffix] = hostSuffix
  if (suffix === undefined)
    return ['practice', '12345', 'practice.example.com', 'https://practice.example.com', 'a1b2c3d4']
  const host = `practice.${suffix.replace(/^[*.]+/, '')}`
  return [`https://${host}`, host]
}

function accountPlaces({ account }: ProviderConfig): [string, Json][] {
  return [
    ...(account.label === null ? [] : [[account.label, MOCK_ACCOUNT.name] as [string, Json]]),
    ...(account.id === null ? [] : [[account.id, MOCK_ACCOUNT.sub] as [string, Json]]),
  ]
}

function withSuccess(config: ProviderConfig, places: readonly (readonly [string | undefined, Json])[]): JsonObject {
  let body: Json = {}
  for (const [at, value] of [...places, ...Object.entries(config.successWhen)]) {
    if (at !== undefined && at !== '') body = put(body, fromPointer(at), value)
  }
  return isObject(body) ? body : {}
}

/** `value` at the path, with lists where a part is a number. */
function put(holder: Json | undefined, [head, ...rest]: string[], value: Json): Json {
  if (head === undefined) return value
  if (/^\d$/.test(head)) {
    const list = Array.isArray(holder) ? [...holder] : []
    list[Number(head)] = put(list[Number(head)], rest, value)
    return Array.from(list, item => item ?? null)
  }
  const before = isObject(holder) ? holder : {}
  return { ...before, [head]: put(Object.hasOwn(before, head) ? before[head] : undefined, rest, value) }
}

/** Not signed: it came over the token address, where that is allowed (oauth.md OIDC-1). */
function idToken({ issuer, clientId, account }: OAuth2Config, nonce: string): string {
  const now = Math.floor(Date.now() / 1000)
  const places = account.from === 'id_token' ? [account.id, account.label].filter(at => at !== null) : []
  let claims: Json = {
    ...MOCK_ACCOUNT,
    iss: issuer ?? 'https://login.example.com',
    aud: clientId,
    iat: now,
    exp: now + HOUR_S,
    ...(nonce === '' ? {} : { nonce }),
  }
  for (const at of places) claims = put(claims, fromPointer(at), MOCK_ACCOUNT.sub)
  const part = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`
}
