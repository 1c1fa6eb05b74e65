import { isSuccess } from '../is-success.ts'
import type { RawAnswer } from '../oauth-request.ts'
import { parseAnswer } from '../parse-answer.ts'
import { readExpiry } from '../read-expiry.ts'
import { readKept } from '../read-kept.ts'
import { textAt } from '../text-at.ts'
import type { TokenResult, TokenSet } from '../token-set.ts'
import type { OAuth1Config } from '../types.ts'
import { readOAuth1Failure } from './read-oauth1-failure.ts'

/**
 * Reads the answer that holds the access token (RFC 5849 §2.3): a form, or JSON where the server prefers that. A
 * secret may be empty, but it has to be there. Throws nothing.
 */
export function readAccess(config: OAuth1Config, raw: RawAnswer, previous: Partial<TokenSet> = {}): TokenResult {
  const parsed = parseAnswer(raw)
  const answer = parsed.value
  const accessToken = answer ? textAt(answer, config.fields.token) : undefined
  if (!answer || accessToken === undefined || !isSuccess(config, raw, parsed)) {
    return { ok: false, failure: readOAuth1Failure(config, raw, parsed) }
  }
  const rules = { fields: { ...config.fields, expiresAt: [] }, expiresInUnit: 's', defaultExpiresIn: null } as const
  const expiry = readExpiry(rules, answer, { accessToken, receivedAt: raw.receivedAt })
  const kept = readKept(config.keep, answer)
  const notes = [expiry.note, ...kept.notes].filter(note => note !== undefined)
  return {
    ok: true,
    tokens: {
      accessToken,
      tokenType: 'oauth1',
      oauth1: { key: config.clientId, tokenSecret: textAt(answer, config.fields.secret) ?? '' },
      issuedAt: raw.receivedAt,
      kept: { ...previous.kept, ...kept.values },
      callback: { ...previous.callback },
      ...(previous.scopes === undefined ? {} : { scopes: [...previous.scopes] }),
      ...(previous.offered === undefined ? {} : { offered: previous.offered }),
      ...(expiry.expiresAt === undefined ? {} : { expiresAt: expiry.expiresAt }),
      ...(notes.length > 0 ? { notes } : {}),
    },
  }
}
