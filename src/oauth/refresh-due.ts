import { canRefresh } from './can-refresh.ts'
import type { FurtherToken, TokenSet } from './token-set.ts'
import type { AlsoStep, ProviderConfig } from './types.ts'

const DAY_MS = 86_400_000

/**
 * True when the tokens should be renewed before they are handed out (oauth.md §11.4): less than `minTtlSeconds` left,
 * or within 10 % of their life (at least 60 s, at most 5 minutes) of their end. `refresh_early_seconds` replaces both,
 * because servers that need it refuse earlier requests. A token that never lives that long is good for half its life.
 * Unknown expiry: once a day. `now` in ms since the epoch.
 */
export function refreshDue(config: ProviderConfig, tokens: TokenSet, now: number, minTtlSeconds: number): boolean {
  const at = refreshAt(config, tokens, minTtlSeconds)
  return at !== undefined && now >= at
}

/** The moment the tokens become due; undefined when they never do, because they cannot be refreshed. */
export function refreshAt(config: ProviderConfig, tokens: TokenSet, minTtlSeconds = 0): number | undefined {
  if (!canRefresh(config, tokens)) return undefined
  const idle = config.protocol === 'oauth2' ? config.refreshIdleDays : null
  const at = beforeItsEnd(config, tokens, minTtlSeconds)
  return idle === null ? at : Math.min(at, tokens.issuedAt + idle * DAY_MS)
}

function beforeItsEnd(config: ProviderConfig, tokens: TokenSet, minTtlSeconds: number): number {
  const { issuedAt } = tokens
  const expiresAt = firstEnd(config, tokens)
  if (expiresAt === undefined) return issuedAt + DAY_MS
  const life = Math.max(0, expiresAt - issuedAt)
  const usual = Math.max(clamp(life / 10, 60_000, 300_000), minTtlSeconds * 1000)
  const seconds = config.protocol === 'oauth2' ? config.refreshEarlySeconds : null
  const early = seconds === null ? usual : seconds * 1000
  return expiresAt - (early < life ? early : life / 2)
}

/** Further tokens are renewed along with the main one, so the first to end counts. */
function firstEnd(config: ProviderConfig, tokens: TokenSet): number | undefined {
  const { expiresAt, issuedAt, also = {} } = tokens
  const renewed = config.protocol === 'oauth2' ? config.also.filter(one => isRenewed(one, also[one.name])) : []
  const ends = renewed.map(({ name }) => also[name]?.expiresAt ?? issuedAt).filter(end => end > issuedAt)
  if (ends.length === 0) return expiresAt
  return Math.min(...ends, expiresAt ?? Number.POSITIVE_INFINITY)
}

/** One that nothing renews would only hasten the others. */
function isRenewed({ request, when }: AlsoStep, token: FurtherToken | undefined): boolean {
  return request ? when === 'always' : token?.refreshToken !== undefined
}

/**
 * `refreshAt` with up to a fifth of its window later, by chance, so that grants made together are not due together
 * (oauth.md §11.4). Later only: some servers refuse earlier requests. `chance` is from 0 to 1.
 */
export function refreshAround(config: ProviderConfig, tokens: TokenSet, chance: number): number | undefined {
  const at = refreshAt(config, tokens)
  if (at === undefined) return undefined
  const window = tokens.expiresAt === undefined ? DAY_MS : clamp(tokens.expiresAt - at, 0, DAY_MS)
  return Math.floor(at + (chance * window) / 5)
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
