import { isSuccess } from './is-success.ts'
import type { RawAnswer } from './oauth-request.ts'
import { parseAnswer } from './parse-answer.ts'
import { findError, readFailure } from './read-failure.ts'
import type { ProviderConfig } from './types.ts'

export type Validation =
  | { ok: true }
  /** `rejected`: the token itself was refused, so a fresh one may help. */
  | { ok: false; rejected: boolean; status: number; error: string; description: string }

/** What the answer to the validate request says about the token (RFC 6750 §3.1). Throws nothing. */
export function readValidation(config: ProviderConfig, raw: RawAnswer): Validation {
  const parsed = parseAnswer(raw)
  if (isSuccess(config, raw, parsed)) return { ok: true }
  const failure = readFailure(config, raw, parsed)
  const challenge = raw.headers['www-authenticate'] ?? ''
  const code = findError(config, parsed)?.code ?? /error="?([\w-]+)/.exec(challenge)?.[1] ?? failure.error
  const rejected = raw.status === 401 || (raw.status < 500 && /^(?:invalid_token|token_expired)$/.test(code))
  return { ok: false, rejected, status: raw.status, error: code, description: failure.description }
}
