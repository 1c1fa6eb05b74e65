import { isSuccess } from '../is-success.ts'
import type { RawAnswer } from '../oauth-request.ts'
import { parseAnswer } from '../parse-answer.ts'
import { textAt } from '../text-at.ts'
import type { TokenFailure } from '../token-set.ts'
import type { OAuth1Config } from '../types.ts'
import { readOAuth1Failure } from './read-oauth1-failure.ts'

export type TemporaryResult =
  | { ok: true; token: string; secret: string }
  | { ok: false; failure: TokenFailure }
  /** The server knows no callback: it is older than 1.0a, or was not told one. */
  | { ok: false; unconfirmed: true }

/** Reads the answer to the request for a temporary token (RFC 5849 §2.1). Throws nothing. */
export function readTemporary(config: OAuth1Config, raw: RawAnswer): TemporaryResult {
  const parsed = parseAnswer(raw)
  const answer = parsed.value
  const token = answer ? textAt(answer, config.fields.token) : undefined
  if (!answer || token === undefined || !isSuccess(config, raw, parsed)) {
    return { ok: false, failure: readOAuth1Failure(config, raw, parsed) }
  }
  // JSON servers answer with a real true.
  const confirmed = textAt(booleansAsText(answer), config.fields.confirmed)
  if (!config.noCallbackConfirmed && confirmed?.toLowerCase() !== 'true') return { ok: false, unconfirmed: true }
  return { ok: true, token, secret: textAt(answer, config.fields.secret) ?? '' }
}

function booleansAsText<T extends object>(answer: T): T {
  return JSON.parse(JSON.stringify(answer, (_, value) => (typeof value === 'boolean' ? String(value) : value)))
}
