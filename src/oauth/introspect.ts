import { own } from '#shared/json.ts'
import { buildRequest } from './build-request.ts'
import { isSuccess } from './is-success.ts'
import type { OAuthRequest, RawAnswer } from './oauth-request.ts'
import { parseAnswer } from './parse-answer.ts'
import { type TokenInput, tokenValues } from './token-values.ts'
import type { ProviderConfig } from './types.ts'

const TEN_YEARS_MS = 10 * 366 * 86_400_000

export interface Introspection {
  active: boolean
  /** Milliseconds since the epoch. */
  expiresAt?: number
}

/** Asks the server whether an access token still holds (RFC 7662 §2.1); null where the config does not say whom. */
export function introspectRequest(input: TokenInput): OAuthRequest | null {
  const { config, client, tokens, fresh } = input
  if (config.protocol === 'oauth1' || !config.introspect || config.introspect.request.url.length === 0) return null
  const { request, clientAuth } = config.introspect
  const values = tokenValues(input, { access_token: tokens.accessToken, token_type: tokens.tokenType })
  const added = [
    ['token', tokens.accessToken],
    ['token_type_hint', 'access_token'],
  ] as const
  return buildRequest({ config, template: request, values, added, client, clientAuth, fresh })
}

/** What the server says of a token (RFC 7662 §2.2); undefined when it says nothing that can be read. Throws nothing. */
export function readIntrospection(config: ProviderConfig, raw: RawAnswer): Introspection | undefined {
  const parsed = parseAnswer(raw)
  if (!parsed.value || !isSuccess(config, raw, parsed)) return undefined
  const active = own(parsed.value, 'active')
  if (typeof active !== 'boolean') return undefined
  const exp = Number(own(parsed.value, 'exp') ?? Number.NaN) * 1000
  const known = Number.isFinite(exp) && exp > raw.receivedAt && exp - raw.receivedAt <= TEN_YEARS_MS
  return { active, ...(known ? { expiresAt: Math.floor(exp) } : {}) }
}
