import type { RawAnswer } from './oauth-request.ts'

/** Seconds a server asks to be left alone for, a day at most; undefined when it does not say. */
export function retryAfter(raw: RawAnswer): number | undefined {
  const text = raw.headers['retry-after']?.trim()
  if (!text) return undefined
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : (Date.parse(text) - raw.receivedAt) / 1000
  return Number.isFinite(seconds) ? Math.min(86_400, Math.max(0, Math.ceil(seconds))) : undefined
}
