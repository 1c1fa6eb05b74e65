import { type Json, type JsonObject, jsonEqual } from '#shared/json.ts'
import { atPointer } from '#shared/json-pointer.ts'
import { hasHostSuffix } from './build-url.ts'
import { isLabelledJson, type ParsedAnswer, parseAnswer } from './parse-answer.ts'
import { readExpiry } from './read-expiry.ts'
import { findError, readFailure } from './read-failure.ts'
import type { KeptField, ProviderConfig, RawAnswer, TokenResult, TokenSet } from './types.ts'

/**
 * Reads the answer of a token or refresh request, tolerantly (oauth.md 6749-5 to 6749-16). `previous` is what stands
 * when the answer says nothing: the old refresh token, the scopes asked, kept fields. Throws nothing.
 */
export function readTokens(config: ProviderConfig, raw: RawAnswer, previous: Partial<TokenSet> = {}): TokenResult {
  const parsed = parseAnswer(raw)
  const answer = parsed.value
  const accessToken = answer ? textAt(answer, config.fields.accessToken) : undefined
  if (!answer || accessToken === undefined || !isSuccess(config, raw, parsed)) {
    return { ok: false, failure: readFailure(config, raw, parsed) }
  }
  const tokenType = textAt(answer, config.fields.tokenType)
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
  const expiry = readExpiry(config, answer, { accessToken, receivedAt: raw.receivedAt })
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
      kept: { ...previous.kept, ...kept.values },
      callback: { ...previous.callback },
      ...(refreshToken === undefined ? {} : { refreshToken }),
      ...(idToken === undefined ? {} : { idToken }),
      ...(scopes === undefined ? {} : { scopes: [...scopes] }),
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

/** `success_when` where the config has one, else: 2xx and no error member. */
export function isSuccess(config: ProviderConfig, raw: RawAnswer, parsed: ParsedAnswer): boolean {
  if (raw.status < 200 || raw.status > 299) return false
  const rules = Object.entries(config.successWhen)
  if (rules.length === 0) return findError(config, parsed) === undefined
  const { value } = parsed
  return value !== null && rules.every(([pointer, wanted]) => holds(atPointer(value, asPointer(pointer)), wanted))
}

function holds(found: Json | undefined, wanted: Json): boolean {
  if (found === undefined) return false
  return Array.isArray(wanted) ? wanted.some(item => jsonEqual(item, found)) : jsonEqual(wanted, found)
}

function asPointer(text: string): string {
  return text === '' || text.startsWith('/') ? text : `/${text}`
}

/** First pointer that hits a text with something in it; an empty value counts as absent. */
function textAt(answer: JsonObject, pointers: readonly string[]): string | undefined {
  for (const pointer of pointers) {
    const value = atPointer(answer, pointer)
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    if (typeof value === 'number') return String(value)
  }
  return undefined
}

/** A new refresh token replaces the old one; none keeps it. */
function readRefreshToken(
  config: ProviderConfig,
  answer: JsonObject,
  previous: string | undefined,
): string | undefined {
  if (config.keepRefreshToken && previous !== undefined) return previous
  return textAt(answer, config.fields.refreshToken) ?? previous
}

function readScopes(config: ProviderConfig, answer: JsonObject): string[] | undefined {
  for (const pointer of config.fields.scope) {
    const value = atPointer(answer, pointer)
    const parts = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? splitScopes(config, value) : []
    const scopes = parts.map(part => part.trim()).filter(part => part !== '')
    if (scopes.length > 0) return [...new Set(scopes)]
  }
  return undefined
}

/** Servers answer with their own separator whatever they were asked with; a scope itself holds neither. */
function splitScopes(config: ProviderConfig, text: string): string[] {
  const separator = config.scopeSeparator.trim()
  return text.split(/[\s,]+/).flatMap(part => (separator === '' || separator === ',' ? [part] : part.split(separator)))
}

function readKept(fields: readonly KeptField[], answer: JsonObject): { values: Record<string, Json>; notes: string[] } {
  const values: [string, Json][] = []
  const notes: string[] = []
  for (const { at, as, hostSuffix } of fields) {
    const value = atPointer(answer, at)
    if (value === undefined || value === null || value === '') continue
    if (hostSuffix.length > 0 && !isAllowedHost(value, hostSuffix)) notes.push(`the host in "${as}" is not allowed`)
    else values.push([as, value])
  }
  return { values: Object.fromEntries(values), notes }
}

function isAllowedHost(value: Json, suffixes: readonly string[]): boolean {
  if (typeof value !== 'string') return false
  const url = URL.canParse(value) && /^https:/i.test(value) ? new URL(value) : undefined
  return hasHostSuffix(url ? url.hostname : value, suffixes)
}
