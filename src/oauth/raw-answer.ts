import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import type { RawAnswer } from './oauth-request.ts'

/** An answer as JSON, for the journal: written before anybody tries to read it. */
export function encodeAnswer(answer: RawAnswer): JsonObject {
  const { status, headers, bytes, receivedAt } = answer
  return { status, headers, receivedAt, bytes: Buffer.from(bytes).toString('base64') }
}

/** The answer of a journal row. Throws `TypeError` when it is none. */
export function decodeAnswer(value: Json): RawAnswer {
  const { status, headers, bytes, receivedAt } = isObject(value) ? value : {}
  const whole = typeof status === 'number' && typeof receivedAt === 'number' && typeof bytes === 'string'
  if (!whole || !isObject(headers)) throw new TypeError('not a journaled answer')
  const texts = Object.entries(headers).map(([name, text]) => [name, String(text)])
  return { status, headers: Object.fromEntries(texts), bytes: Buffer.from(bytes, 'base64'), receivedAt }
}
