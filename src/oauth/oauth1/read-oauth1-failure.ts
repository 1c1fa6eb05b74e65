import { plainLine } from '#shared/redact.ts'
import type { RawAnswer } from '../oauth-request.ts'
import type { ParsedAnswer } from '../parse-answer.ts'
import { readFailure } from '../read-failure.ts'
import type { FailureClass, TokenFailure } from '../token-set.ts'
import type { OAuth1Config } from '../types.ts'

/** `oauth_problem` words (the OAuth Problem Reporting extension), by what helps. All others need an administrator. */
const CLASSES: Readonly<Record<string, FailureClass>> = {
  token_expired: 'gone',
  token_rejected: 'gone',
  token_revoked: 'gone',
  token_used: 'gone',
  verifier_invalid: 'gone',
  permission_denied: 'policy',
  permission_unknown: 'policy',
  user_refused: 'policy',
  additional_authorization_required: 'policy',
  nonce_used: 'transient',
  timestamp_refused: 'transient',
}

/** Why an answer holds no token. Servers of OAuth 1 mostly say it in plain text, so that is said on. */
export function readOAuth1Failure(config: OAuth1Config, raw: RawAnswer, parsed: ParsedAnswer): TokenFailure {
  const failure = readFailure(config, raw, parsed)
  const known = raw.status < 500 && raw.status !== 429 ? CLASSES[failure.error] : undefined
  const said = parsed.kind === 'text' && raw.status >= 400 ? plainLine(parsed.text, 300) : ''
  return { ...failure, class: known ?? failure.class, description: failure.description || said }
}
