import { boundTo } from './bound-to.ts'
import { buildRequest } from './build-request.ts'
import { introspectRequest, readIntrospection } from './introspect.ts'
import type { OAuthRequest, RawAnswer } from './oauth-request.ts'
import { readTokens } from './read-tokens.ts'
import { refreshRequest } from './refresh-request.ts'
import type { TokenResult, TokenSet } from './token-set.ts'
import { type TokenInput, tokenValues } from './token-values.ts'
import type { AlsoStep, ClientAuth, ExchangeStep, OAuth2Config, ProviderConfig, RequestTemplate } from './types.ts'

/**
 * What is stored after the answer to a renewal. While steps are to be done, the old tokens serve on: only the refresh
 * token is the new one at once, because the server may have ended the old one.
 */
export function renewedTokens(config: ProviderConfig, tokens: TokenSet, stored: TokenSet): TokenSet {
  return pendingTokens(tokens, stepsAfter(config, tokens, 'refresh'), stored)
}

/** The same after one step of `stored.unfinished`: with what is left of it. */
export function steppedTokens(tokens: TokenSet, stored: TokenSet): TokenSet {
  return pendingTokens(tokens, stored.unfinished?.steps.slice(1) ?? [], stored)
}

function pendingTokens(tokens: TokenSet, steps: string[], stored: TokenSet): TokenSet {
  if (steps.length === 0) return tokens
  const { refreshToken, previousRefresh } = tokens
  return {
    ...stored,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(previousRefresh === undefined ? {} : { previousRefresh }),
    unfinished: { tokens, steps },
  }
}

/** What is still to be asked after a token answer: the exchange first, then one request for each further token. */
export function stepsAfter(config: ProviderConfig, tokens: TokenSet, at: 'connect' | 'refresh'): string[] {
  if (config.protocol === 'oauth1') return []
  const { exchange, also, introspect } = config
  const due = (when: ExchangeStep['when']) => at === 'connect' || when === 'always'
  const further = also.filter(({ name, when, request }) =>
    // A token of the main answer is renewed by itself, where it has a refresh token of its own.
    request ? due(when) : at === 'refresh' && tokens.also?.[name]?.refreshToken !== undefined,
  )
  const exchanged = exchange && due(exchange.when)
  return [
    ...(exchanged ? [EXCHANGE] : []),
    ...further.map(({ name }) => ALSO + name),
    ...(introspect && (exchanged || tokens.expiresAt === undefined) ? [INTROSPECT] : []),
  ]
}

const EXCHANGE = 'exchange'
const ALSO = 'also:'
/** Of a token without an end: the server may know it (oauth.md §11.4). */
const INTROSPECT = 'introspect'

/** False: when it fails, the login goes on without it. */
export function isRequiredStep(config: ProviderConfig, step: string): boolean {
  if (config.protocol === 'oauth1') return false
  if (step === EXCHANGE) return config.exchange?.onFailure === 'fail'
  return alsoOf(config, step)?.required === true
}

/** The request of one step; null when the config has no such step any more. */
export function stepRequest(input: TokenInput & { redirectUri: string }, step: string): OAuthRequest | null {
  const { config, tokens } = input
  if (config.protocol === 'oauth1') return null
  if (step === EXCHANGE) return config.exchange ? buildStep(input, config, config.exchange) : null
  if (step === INTROSPECT) return tokens.expiresAt === undefined ? introspectRequest(input) : null
  const also = alsoOf(config, step)
  if (!also) return null
  const own = tokens.also?.[also.name]?.refreshToken
  const presenting = own === undefined ? tokens : { ...tokens, refreshToken: own }
  const { request } = also
  return request
    ? buildStep({ ...input, tokens: presenting }, config, { ...also, request })
    : refreshRequest({ ...input, tokens: presenting })
}

/** The tokens after the answer to one step, or why it is none. Throws nothing. */
export function readStep(config: ProviderConfig, step: string, raw: RawAnswer, tokens: TokenSet): TokenResult {
  if (config.protocol === 'oauth1') return { ok: true, tokens }
  if (step === EXCHANGE) return readExchanged(config, raw, tokens)
  if (step === INTROSPECT) return { ok: true, tokens: { ...tokens, ...introspected(config, raw) } }
  const also = alsoOf(config, step)
  if (!also) return { ok: true, tokens }
  const read = readTokens(furtherRules(config, also), raw)
  if (!read.ok) return read
  return {
    ok: true,
    tokens: { ...tokens, also: { ...tokens.also, [also.name]: furtherToken(read.tokens, tokens, also) } },
  }
}

/**
 * Adds the further tokens that stand in the main answer itself; those that it does not name stay as they were. A
 * missing one that is required is a failure at the first answer, and later no reason to lose the others.
 */
export function withAnsweredTokens(config: ProviderConfig, raw: RawAnswer, read: TokenResult): TokenResult {
  if (!read.ok || config.protocol === 'oauth1') return read
  const found = { ...read.tokens.also }
  for (const also of config.also.filter(({ request }) => !request)) {
    const further = readTokens({ ...furtherRules(config, also), fields: also.fields }, raw)
    if (further.ok) found[also.name] = furtherToken(further.tokens, read.tokens, also)
    else if (also.required && !found[also.name]) {
      const description = `The answer holds no token "${also.name}".`
      return { ok: false, failure: { class: 'config', error: 'no_token', description } }
    }
  }
  return Object.keys(found).length === 0 ? read : { ok: true, tokens: { ...read.tokens, also: found } }
}

function introspected(config: OAuth2Config, raw: RawAnswer): Pick<TokenSet, 'introspected' | 'expiresAt'> {
  const { expiresAt } = readIntrospection(config, raw) ?? {}
  return { introspected: true, ...(expiresAt === undefined ? {} : { expiresAt }) }
}

function alsoOf({ also }: OAuth2Config, step: string): AlsoStep | undefined {
  return also.find(({ name }) => ALSO + name === step)
}

interface StepSettings {
  request: RequestTemplate
  clientAuth: ClientAuth | null
}

function buildStep(input: TokenInput, config: OAuth2Config, { request, clientAuth }: StepSettings): OAuthRequest {
  const { client, tokens, fresh } = input
  const values = tokenValues(input, {
    access_token: tokens.accessToken,
    token_type: tokens.tokenType,
    refresh_token: tokens.refreshToken ?? '',
    scope: (tokens.scopes ?? []).join(config.scopeSeparator),
  })
  const proof = clientAuth ? { client, clientAuth } : { client: null, holder: client }
  const bound = boundTo(tokens.dpopKey)
  return buildRequest({ config, template: request, values, added: [], bound, fresh, ...proof })
}

function readExchanged(config: OAuth2Config, raw: RawAnswer, first: TokenSet): TokenResult {
  const { exchange } = config
  if (!exchange) return { ok: true, tokens: first }
  const rules = { ...config, fields: exchange.fields, keep: exchange.keep, refreshExtends: false }
  const read = readTokens(rules, raw, first)
  if (!read.ok) return read
  const { previousRefresh } = first
  return { ok: true, tokens: { ...(previousRefresh ? { previousRefresh } : {}), ...read.tokens } }
}

/** Its own answer is read like any other: where the config does not say, the names of the standard count. */
function furtherRules(config: OAuth2Config, { fields, request }: AlsoStep): OAuth2Config {
  const accessToken = request ? fields.accessToken : [...fields.accessToken, '/access_token']
  return { ...config, fields: { ...fields, accessToken }, keep: [], refreshExtends: false, keepRefreshToken: false }
}

function furtherToken(read: TokenSet, before: TokenSet, { name }: AlsoStep) {
  const refreshToken = read.refreshToken ?? before.also?.[name]?.refreshToken
  return {
    accessToken: read.accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(read.expiresAt === undefined ? {} : { expiresAt: read.expiresAt }),
  }
}
