import type { JsonObject } from '#shared/json.ts'
import { atPointer } from '#shared/json-pointer.ts'
import { clockSkew } from './clock-skew.ts'
import { isBearer } from './is-bearer.ts'
import { isSuccess } from './is-success.ts'
import type { RawAnswer } from './oauth-request.ts'
import { readAccess } from './oauth1/read-access.ts'
import { isLabelledJson, parseAnswer } from './parse-answer.ts'
import { readExpiry } from './read-expiry.ts'
import { readFailure } from './read-failure.ts'
import { readKept } from './read-kept.ts'
import { textAt } from './text-at.ts'
import type { TokenResult, TokenSet } from './token-set.ts'
import type { OAuth2Config, ProviderConfig } from './types.ts'

/**
 * Reads the answer of a token or refresh request, tolerantly (oauth.md 6749-5 to 6749-16). `previous` is what stands
 * when the answer says nothing: the old refresh token, the scopes asked, kept fields. Throws nothing.
 */
export function readTokens(config: ProviderConfig, raw: RawAnswer, previous: Partial<TokenSet> = {}): TokenResult {
  return config.protocol === 'oauth1' ? readAccess(config, raw, previous) : readOAuth2(config, raw, previous)
}

function readOAuth2(config: OAuth2Config, raw: RawAnswer, previous: Partial<TokenSet>): TokenResult {
  const parsed = parseAnswer(raw)
  // An empty answer extends a token, too, where the config says that none comes.
  const silent = config.refreshExtends && previous.accessToken !== undefined && parsed.kind === 'empty'
  const answer = parsed.value ?? (silent ? {} : null)
  const accessToken = (answer ? textAt(answer, config.fields.accessToken) : undefined) ?? extended(config, previous)
  if (!answer || accessToken === undefined || !isSuccess(config, raw, parsed)) {
    return { ok: false, failure: readFailure(config, raw, parsed) }
  }
  const tokenType = textAt(answer, config.fields.tokenType) ?? (config.refreshExtends ? previous.tokenType : undefined)
  if (config.strict && (tokenType === undefined || !isLabelledJson(raw))) {
    return {
      ok: false,
      failure: {
        class: 'transient',
        error: 'not_strict',
        description: 'The answer lacks its type or is not labelled as JSON.',
      },
    }
  }
  if (!isBearer(config, answer, tokenType)) {
    const description = 'The answer holds a token that is not for calls of the service.'
    return { ok: false, failure: { class: 'config', error: 'not_bearer', description } }
  }
  if (config.dpop && previous.dpopKey !== undefined && tokenType?.toLowerCase() !== 'dpop') {
    const description = 'The answer holds a token that is not bound to the key of this login.'
    return { ok: false, failure: { class: 'config', error: 'not_bound', description } }
  }
  const expiry = readExpiry(config, answer, { accessToken, receivedAt: raw.receivedAt, skew: clockSkew(raw) })
  const kept = readKept(config.keep, answer)
  const notes = [expiry.note, tokenType === undefined ? 'the answer names no token type' : undefined, ...kept.notes]
  const refreshToken = readRefreshToken(config, answer, previous.refreshToken)
  const replaced = previous.refreshToken !== undefined && previous.refreshToken !== refreshToken
  const scopes = readScopes(config, answer) ?? previous.scopes
  const idToken = textAt(answer, config.fields.idToken) ?? previous.idToken
  return {
    ok: true,
    tokens: {
      accessToken,
      tokenType: (tokenType ?? 'bearer').toLowerCase(),
      issuedAt: raw.receivedAt,
      signedInAt: previous.signedInAt ?? previous.issuedAt ?? raw.receivedAt,
      kept: { ...previous.kept, ...kept.values },
      callback: { ...previous.callback },
      ...(previous.also === undefined ? {} : { also: previous.also }),
      ...(previous.dpopKey === undefined ? {} : { dpopKey: previous.dpopKey }),
      ...(refreshToken === undefined ? {} : { refreshToken }),
      ...(idToken === undefined ? {} : { idToken }),
      ...(scopes === undefined ? {} : { scopes: [...scopes] }),
      ...(previous.origin === undefined ? {} : { origin: previous.origin }),
      ...(previous.offered === undefined ? {} : { offered: previous.offered }),
      ...(expiry.expiresAt === undefined ? {} : { expiresAt: expiry.expiresAt }),
      ...(replaced && config.refreshGraceSeconds > 0
        ? {
            previousRefresh: {
              token: previous.refreshToken ?? '',
              until: raw.receivedAt + config.refreshGraceSeconds * 1000,
            },
          }
        : {}),
      ...(notes.some(note => note !== undefined) ? { notes: notes.filter(note => note !== undefined) } : {}),
    },
  }
}

/** Of a refresh that only makes the old token live longer. */
function extended({ refreshExtends }: OAuth2Config, previous: Partial<TokenSet>): string | undefined {
  return refreshExtends ? previous.accessToken : undefined
}

/** A new refresh token replaces the old one; none keeps it. */
function readRefreshToken(config: OAuth2Config, answer: JsonObject, previous: string | undefined): string | undefined {
  if (config.keepRefreshToken && previous !== undefined) return previous
  return textAt(answer, config.fields.refreshToken) ?? previous
}

function readScopes(config: OAuth2Config, answer: JsonObject): string[] | undefined {
  for (const pointer of config.fields.scope) {
    const value = atPointer(answer, pointer)
    const parts = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? splitScopes(config, value) : []
    const scopes = parts.map(part => part.trim()).filter(part => part !== '')
    if (scopes.length > 0) return [...new Set(scopes)]
  }
  return undefined
}

/** Servers answer with their own separator whatever they were asked with; a scope itself holds neither. */
function splitScopes(config: OAuth2Config, text: string): string[] {
  const separator = config.scopeSeparator.trim()
  return text.split(/[\s,]+/).flatMap(part => (separator === '' || separator === ',' ? [part] : part.split(separator)))
}
