import type { RawAnswer } from '../oauth-request.ts'

/** A server that refuses a timestamp for less is not helped by another one. */
const LEAST_MS = 2_000
/** Nobody's clock is years ahead; a `Date` that says so is not to be believed. */
const MOST_MS = 366 * 86_400_000

/**
 * How far the server's clock is ahead of ours (negative: behind), in ms, where it refused the timestamp of a request
 * and says what time it is (oauth.md 5849-6). Undefined when the refusal was about something else. `now` in ms.
 */
export function clockOffset(answer: RawAnswer, now: number): number | undefined {
  if (answer.status !== 400 && answer.status !== 401 && answer.status !== 403) return undefined
  const challenge = answer.headers['www-authenticate'] ?? ''
  if (!/timestamp/i.test(challenge) && !/timestamp/i.test(Buffer.from(answer.bytes).toString('latin1')))
    return undefined
  const offset = Date.parse(answer.headers['date'] ?? '') - now
  return Math.abs(offset) >= LEAST_MS && Math.abs(offset) <= MOST_MS ? offset : undefined
}
