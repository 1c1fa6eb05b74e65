import type { RandomBytes, Stamp } from '../oauth-request.ts'

/** A nonce of 128 random bits, and the time in whole seconds (RFC 5849 §3.3). `now` in ms since the epoch. */
export function randomStamp(random: RandomBytes, now: number): Stamp {
  return { nonce: Buffer.from(random(16)).toString('hex'), timestamp: Math.floor(now / 1000) }
}
