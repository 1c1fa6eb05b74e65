import { canRefresh } from '#oauth/can-refresh.ts'
import { OAUTH2_DEFAULTS } from '#oauth/oauth2-defaults.ts'
import type { TokenSet } from '#oauth/token-set.ts'
import type { ProviderConfig } from '#oauth/types.ts'
import { isObject, own } from '#shared/json.ts'
import type { ProviderRow } from '#store/types.ts'

const DAY_MS = 86_400_000
const WARN_MS = 14 * DAY_MS
/** Of a login that nothing renews. */
const WARN_ACCESS_MS = 7 * DAY_MS

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

/** When the access itself ends, where nothing renews it (oauth.md §11.4); undefined where something does, or nobody knows. */
export function accessEnd(provider: Pick<ProviderRow, 'config'>, tokens: TokenSet): number | undefined {
  const written = JSON.parse(provider.config) as ProviderConfig
  const config = written.protocol === 'oauth1' ? written : { ...OAUTH2_DEFAULTS, ...written }
  return canRefresh(config as ProviderConfig, tokens) ? undefined : tokens.expiresAt
}

/** What the owner is told in the last two weeks of a sign-in, and in the last week of an access that nothing renews. */
export function endWarning(
  { signIn, access }: { signIn: number | undefined; access: number | undefined },
  now: number,
): { message?: string } {
  const soon = [signIn, access].filter((end, i) => {
    const ahead = i === 0 ? WARN_MS : WARN_ACCESS_MS
    return end !== undefined && end > now && end - now <= ahead
  })
  if (soon.length === 0) return {}
  const end = Math.min(...soon.map(Number))
  return { message: `This login ends on ${new Date(end).toISOString().slice(0, 10)}. Reconnect it before then.` }
}
