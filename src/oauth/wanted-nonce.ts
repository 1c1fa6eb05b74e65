import { own } from '#shared/json.ts'
import type { RawAnswer } from './oauth-request.ts'
import { parseAnswer } from './parse-answer.ts'

const USE_NONCE = 'use_dpop_nonce'

/**
 * The nonce that a server wants in the proof of the request it just refused for lack of it: a token endpoint says so in
 * its answer (RFC 9449 §8), an API in its challenge (§9). Undefined for every other answer.
 */
export function wantedNonce(raw: RawAnswer): string | undefined {
  const { 'dpop-nonce': nonce, 'www-authenticate': challenge = '' } = raw.headers
  if (nonce === undefined || (raw.status !== 400 && raw.status !== 401)) return undefined
  const { value } = parseAnswer(raw)
  const asks = (value && own(value, 'error') === USE_NONCE) || challenge.includes(`error="${USE_NONCE}"`)
  return asks ? nonce : undefined
}
