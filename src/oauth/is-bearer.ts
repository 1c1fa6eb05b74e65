import type { JsonObject } from '#shared/json.ts'
import { own } from '#shared/json.ts'
import type { OAuth2Config } from './types.ts'

/**
 * False for a token that calls must not carry (RFC 8693 §2.2.1): `N_A` says that it is no access token, whatever its
 * member is called. A config that says by `api_auth` how such a token travels is believed.
 */
export function isBearer({ api }: OAuth2Config, answer: JsonObject, tokenType: string | undefined): boolean {
  const issued = own(answer, 'issued_token_type')
  if (typeof issued === 'string' && /:token-type:(?:refresh_token|id_token)$/.test(issued)) return false
  const bearer = api.auth?.value.some(part => typeof part === 'string' && /^bearer\b/i.test(part)) === true
  return !(bearer && tokenType?.toLowerCase() === 'n_a')
}
