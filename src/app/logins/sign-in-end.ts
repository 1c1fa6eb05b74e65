import type { TokenSet } from '#oauth/token-set.ts'
import { isObject, own } from '#shared/json.ts'
import type { ProviderRow } from '#store/types.ts'

const DAY_MS = 86_400_000
const WARN_MS = 14 * DAY_MS

/**
 * When a sign-in is over however often it was renewed (oauth.md §5, `refresh_max_days`), ms since the epoch; undefined
 * where the provider says nothing of it.
 */
export function signInEnd(provider: Pick<ProviderRow, 'config'>, tokens: TokenSet): number | undefined {
  const config: unknown = JSON.parse(provider.config)
  const days = isObject(config) ? own(config, 'refreshMaxDays') : undefined
  const since = tokens.signedInAt ?? tokens.issuedAt
  return typeof days === 'number' ? since + days * DAY_MS : undefined
}

/** What the owner is told in the last two weeks. */
export function endWarning(end: number | undefined, now: number): { message?: string } {
  if (end === undefined || end <= now || end - now > WARN_MS) return {}
  return { message: `This login ends on ${new Date(end).toISOString().slice(0, 10)}. Reconnect it before then.` }
}
