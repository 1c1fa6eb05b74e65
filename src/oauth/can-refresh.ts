import type { TokenSet } from './token-set.ts'
import type { ProviderConfig } from './types.ts'

/** True when there is a request that gives fresh tokens for these. */
export function canRefresh(config: ProviderConfig, tokens: TokenSet): boolean {
  if (config.protocol === 'oauth1' || !config.refresh) return false
  return (
    config.grant === 'client_credentials' || config.refreshWith !== 'refresh_token' || tokens.refreshToken !== undefined
  )
}
