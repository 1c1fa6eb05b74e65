import type { AppContext } from '#app/context.ts'
import { openTokens } from '#app/logins/grant-tokens.ts'
import type { PlantedLogin } from './plant-logins.ts'

/** `renewed` when the row holds tokens that the server takes, newer than those that callers were told; else what is wrong. */
export async function standOf(context: AppContext, login: PlantedLogin, told: readonly string[] = []): Promise<string> {
  const grant = await context.store.grants.get(login.grantId)
  if (!grant) return 'gone'
  if (grant.status === 'needs_reconnect') return 'needs reconnect'
  try {
    const { accessToken, refreshToken = '' } = openTokens(context, grant)
    const { access, live, dead } = login.family
    const last = Math.max(0, ...told.map(token => access.indexOf(token)))
    if (access.indexOf(accessToken) <= last) return `stands at ${accessToken}, no newer than what was told`
    return !dead && live.has(refreshToken) && grant.status === 'ok'
      ? 'renewed'
      : `${grant.status}, but its token is used up`
  } catch {
    return 'unreadable'
  }
}
