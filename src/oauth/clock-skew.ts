import type { RawAnswer } from './oauth-request.ts'

/** Less is the time that an answer travels, and the header is in whole seconds. */
const LEAST_MS = 30_000
/** More is no clock that runs wrong. */
const MOST_MS = 86_400_000

/** Milliseconds the clock of a server is ahead of ours, as the `Date` of its answer says; 0 where both agree. */
export function clockSkew({ headers, receivedAt }: RawAnswer): number {
  const ahead = Date.parse(headers['date'] ?? '') - receivedAt
  const isWrong = Math.abs(ahead) >= LEAST_MS && Math.abs(ahead) <= MOST_MS
  return isWrong ? ahead : 0
}
