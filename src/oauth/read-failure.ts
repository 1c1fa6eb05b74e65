import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { atPointer } from '#shared/json-pointer.ts'
import { plainLine } from '#shared/redact.ts'
import type { RawAnswer } from './oauth-request.ts'
import type { ParsedAnswer } from './parse-answer.ts'
import { retryAfter } from './retry-after.ts'
import type { FailureClass, TokenFailure } from './token-set.ts'
import type { ProviderConfig } from './types.ts'

/** The refresh token or the grant behind it is over: nothing but a new sign-in helps. */
const GONE: ReadonlySet<string> = new Set([
  'invalid_grant',
  'token_expired',
  'invalid_refresh_token',
  'bad_refresh_token',
  'token_revoked',
  'expired access/refresh token',
])
/** Our registration or our request is wrong: an administrator has to act. */
const CONFIG: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_request',
  'redirect_uri_mismatch',
  'incorrect_client_credentials',
])
const POLICY: ReadonlySet<string> = new Set([
  'interaction_required',
  'consent_required',
  'login_required',
  'account_selection_required',
  'access_denied',
])
const TRANSIENT: ReadonlySet<string> = new Set(['temporarily_unavailable', 'server_error', 'slow_down', 'ratelimited'])

/** The error an answer carries, if any: also in a 200, in text and in HTML pages (oauth.md 6749-8). */
export function findError(config: ProviderConfig, parsed: ParsedAnswer): { code: string; message: string } | undefined {
  if (!parsed.value) return undefined
  const code = firstText(parsed.value, config.errorAt.code, ['code', 'type', 'error'])
  if (code === undefined) return undefined
  return {
    code,
    message: firstText(parsed.value, config.errorAt.message, ['message', 'description']) ?? nested(parsed.value),
  }
}

/** Why an answer holds no tokens, and what that means for the grant (oauth.md §11.3). */
export function readFailure(config: ProviderConfig, raw: RawAnswer, parsed: ParsedAnswer): TokenFailure {
  const found = findError(config, parsed)
  const kind = classify(raw.status, found, parsed)
  const error = found ? plainLine(found.code, 80) : fallbackWord(raw.status, parsed)
  const description = plainLine(found?.message ?? '')
  const wait = retryAfter(raw)
  return { class: kind, error, description, ...(wait === undefined ? {} : { retryAfter: wait }) }
}

function classify(
  status: number,
  found: { code: string; message: string } | undefined,
  parsed: ParsedAnswer,
): FailureClass {
  // A server in trouble may say anything; it never costs somebody a login.
  if (status === 429 || status >= 500) return 'transient'
  const code = found?.code.toLowerCase()
  if (code !== undefined) {
    if (GONE.has(code) || (found && /expired access\/refresh token/i.test(found.message))) return 'gone'
    if (POLICY.has(code)) return 'policy'
    if (CONFIG.has(code)) return 'config'
    if (TRANSIENT.has(code)) return 'transient'
  }
  if (parsed.kind === 'html' || (status >= 200 && status < 400)) return 'transient'
  return status >= 400 ? 'config' : 'unknown'
}

function fallbackWord(status: number, parsed: ParsedAnswer): string {
  if (status >= 300) return `http_${status}`
  return parsed.kind === 'html' ? 'html_page' : 'no_token'
}

function firstText(answer: JsonObject, pointers: readonly string[], inside: readonly string[]): string | undefined {
  for (const pointer of pointers) {
    const value = scalar(atPointer(answer, pointer), inside)
    if (value !== undefined) return value
  }
  return undefined
}

/** An error may be a word, a number, `{ code, message }`, or a list of those. */
function scalar(value: Json | undefined, inside: readonly string[]): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim()
  if (typeof value === 'number') return value === 0 ? undefined : String(value)
  if (value === true) return 'error'
  if (Array.isArray(value)) return value.length > 0 ? scalar(value[0], inside) : undefined
  if (!isObject(value)) return undefined
  for (const key of inside) {
    const text = scalar(own(value, key), inside)
    if (text !== undefined) return text
  }
  return Object.keys(value).length > 0 ? 'error' : undefined
}

function nested(answer: JsonObject): string {
  return scalar(own(answer, 'error'), ['message', 'description']) ?? ''
}
