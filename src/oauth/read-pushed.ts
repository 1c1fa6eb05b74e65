import { own } from '#shared/json.ts'
import { isSuccess } from './is-success.ts'
import type { RawAnswer } from './oauth-request.ts'
import { parseAnswer } from './parse-answer.ts'
import { readFailure } from './read-failure.ts'
import type { TokenFailure } from './token-set.ts'
import type { OAuth2Config } from './types.ts'

export type PushedResult = { ok: true; requestUri: string } | { ok: false; failure: TokenFailure }

/** What stands for the pushed parameters from now on (RFC 9126 §2.2). Throws nothing. */
export function readPushed(config: OAuth2Config, raw: RawAnswer): PushedResult {
  const parsed = parseAnswer(raw)
  const uri = parsed.value && isSuccess(config, raw, parsed) ? own(parsed.value, 'request_uri') : undefined
  if (typeof uri === 'string' && uri !== '' && uri.length <= 2_000) return { ok: true, requestUri: uri }
  return { ok: false, failure: readFailure(config, raw, parsed) }
}
