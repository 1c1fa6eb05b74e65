import type { TokenSet } from './token-set.ts'
import type { ProviderConfig, Scope } from './types.ts'

/** What is known of the permissions of a grant. Nothing where no answer and no question ever named one. */
type Granted = Pick<TokenSet, 'scopes' | 'refreshToken' | 'idToken'>

/**
 * Permissions that the config requires and a grant lacks (oauth.md §12). Servers name what they gave in their own way, so
 * this is read tolerantly: a permission wrongly taken for granted shows at the first call, one wrongly missed would lock
 * a person out.
 */
export function missingScopes({ scopes }: Pick<ProviderConfig, 'scopes'>, granted: Granted): Scope[] {
  if (!granted.scopes) return []
  return scopes.filter(scope => scope.required && !isGranted(scope.value, granted))
}

/** True when `value` is among what was granted, as servers write it. */
export function isGranted(value: string, { scopes = [], refreshToken, idToken }: Granted): boolean {
  const wanted = value.toLowerCase()
  // Never repeated by some servers: what was asked with them is there instead.
  if (wanted === 'offline_access' && refreshToken !== undefined) return true
  if (wanted === 'openid' && idToken !== undefined) return true
  return scopes.some(scope => {
    const given = scope.toLowerCase()
    if (given === wanted) return true
    // With the address of the API in front (Google says `email` so), or the wider one that holds it: `user` for `user:email`.
    const named = given.endsWith(`/${wanted}`) || given.endsWith(`/userinfo.${wanted}`)
    return named || wanted.startsWith(`${given}:`)
  })
}
