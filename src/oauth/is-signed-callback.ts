import { createHmac, timingSafeEqual } from 'node:crypto'
import { requestValues } from './fill-request.ts'
import type { Client } from './oauth-request.ts'
import { fillText } from './template.ts'
import type { CallbackHmac, OAuth2Config } from './types.ts'

/**
 * True when the callback carries the right keyed hash over the rest of its query: names in order, form-encoded, joined
 * by `&`. Encoded, because a `&` inside of a value would else make two queries the same text. Throws nothing.
 */
export function isSignedCallback(
  query: URLSearchParams,
  { param, algorithm, key, encoding }: CallbackHmac,
  { config, client }: { config: OAuth2Config; client: Client },
): boolean {
  const [given = '', second] = query.getAll(param)
  const secret = fillText(key, requestValues(config, client, {}))
  if (given === '' || second !== undefined || secret === '') return false
  const signed = [...query].filter(([name]) => name !== param).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const hash = createHmac(algorithm, secret).update(new URLSearchParams(signed).toString()).digest(encoding)
  const [right, found] = [Buffer.from(hash), Buffer.from(encoding === 'hex' ? given.toLowerCase() : given)]
  return right.length === found.length && timingSafeEqual(right, found)
}
