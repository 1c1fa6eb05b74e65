import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { atPointer } from '#shared/json-pointer.ts'
import type { OAuth2Config, TokenFields } from './types.ts'

const TEN_YEARS_S = 10 * 366 * 86_400
/** Epoch seconds stay below this until the year 5138; epoch milliseconds were above it from 1973 on. */
const FIRST_MS = 1e11

/** Where an answer says how long its token lives, and in which unit. */
type ExpiryRules = Pick<OAuth2Config, 'expiresInUnit' | 'defaultExpiresIn'> & {
  fields: Pick<TokenFields, 'expiresIn' | 'expiresAt'>
}

export interface Expiry {
  /** Milliseconds since the epoch; absent: unknown. Never NaN, never "for ever". */
  expiresAt?: number
  /** What was odd about the answer. */
  note?: string
}

/**
 * When the access token of an answer ends: its life, then a point in time, then `default_expires_in`, then the `exp` of
 * a JWT (oauth.md 6749-6, §11.4). A point in time is told by the server's clock, which may be `skew` milliseconds ahead
 * of ours. Zero, negative, unreadable and more than ten years are *unknown*.
 */
export function readExpiry(
  config: ExpiryRules,
  answer: JsonObject,
  token: { accessToken: string; receivedAt: number; skew?: number },
): Expiry {
  const { receivedAt, accessToken, skew = 0 } = token
  const life = firstPresent(answer, config.fields.expiresIn)
  const point = firstPresent(answer, config.fields.expiresAt)
  let note: string | undefined
  if (life !== undefined) {
    const seconds = lifeSeconds(life, config.expiresInUnit)
    if (isLife(seconds)) return { expiresAt: receivedAt + seconds * 1000 }
    note = 'the life of the token in the answer cannot be read'
  }
  if (point !== undefined) {
    const at = pointInTime(point, { receivedAt, skew })
    if (at !== undefined && isLife((at - receivedAt) / 1000)) return { expiresAt: at }
    note = 'the end of the token in the answer cannot be read'
  }
  const unknown = note === undefined ? {} : { note }
  if (config.defaultExpiresIn !== null && isLife(config.defaultExpiresIn)) {
    return { expiresAt: receivedAt + Math.floor(config.defaultExpiresIn) * 1000, ...unknown }
  }
  const exp = (jwtExpiry(accessToken) ?? Number.NaN) - skew
  if (isLife((exp - receivedAt) / 1000)) return { expiresAt: exp, ...unknown }
  return unknown
}

function isLife(seconds: number | undefined): seconds is number {
  return seconds !== undefined && seconds > 0 && seconds <= TEN_YEARS_S
}

function firstPresent(answer: JsonObject, pointers: readonly string[]): Json | undefined {
  for (const pointer of pointers) {
    const value = atPointer(answer, pointer)
    if (value !== undefined && value !== null && value !== '') return value
  }
  return undefined
}

function lifeSeconds(value: Json, unit: 's' | 'ms'): number | undefined {
  if (typeof value === 'string' && /^\d+:\d{1,2}:\d{1,2}$/.test(value.trim())) return daysHoursMinutes(value.trim())
  const number = numberOf(value)
  return number === undefined ? undefined : Math.floor(unit === 'ms' ? number / 1000 : number)
}

/** Epoch seconds, epoch milliseconds or ISO 8601, by the server's clock. A number too small is a life in seconds. */
function pointInTime(value: Json, { receivedAt, skew }: { receivedAt: number; skew: number }): number | undefined {
  const number = numberOf(value)
  if (number !== undefined) {
    if (number <= TEN_YEARS_S) return receivedAt + Math.floor(number) * 1000
    return Math.floor(number >= FIRST_MS ? number : number * 1000) - skew
  }
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (/^\d+:\d{1,2}:\d{1,2}$/.test(text)) return receivedAt + daysHoursMinutes(text) * 1000
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return undefined
  // A time without a zone is UTC: the local zone of this machine has nothing to do with it.
  const at = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`)
  return Number.isNaN(at) ? undefined : at - skew
}

function daysHoursMinutes(text: string): number {
  const [days = 0, hours = 0, minutes = 0] = text.split(':').map(Number)
  return ((days * 24 + hours) * 60 + minutes) * 60
}

function numberOf(value: Json): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string' || !/^[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?$/i.test(value.trim())) return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}

function jwtExpiry(token: string): number | undefined {
  const [, payload, signature] = token.split('.')
  if (!payload || signature === undefined || payload.length > 20_000) return undefined
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const exp = isObject(claims) ? own(claims, 'exp') : undefined
    return typeof exp === 'number' && Number.isFinite(exp) ? Math.floor(exp * 1000) : undefined
  } catch {
    return undefined
  }
}
