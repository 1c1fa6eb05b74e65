import { refreshAround } from '#oauth/refresh-due.ts'
import type { AccountIdentity, TokenSet } from '#oauth/token-set.ts'
import type { ProviderConfig } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type Json, own } from '#shared/json.ts'
import type { GrantRow } from '#store/types.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { AppContext } from '../context.ts'
import { accountHash } from './account-hash.ts'

/** A grant at one version of its tokens. */
type Place = Pick<GrantRow, 'id' | 'workspaceId' | 'credVersion'>
/** Where new tokens are written. */
type NewPlace = Place & Pick<GrantRow, 'providerId'>

/** The columns that new tokens fill; both sealed ones carry the version they are written with. */
export function grantColumns(
  context: AppContext,
  place: NewPlace,
  { config, tokens, account }: { config: ProviderConfig; tokens: TokenSet; account: AccountIdentity },
) {
  return {
    cred: sealJson(context.keyring, { ...tokens } as unknown as Json, placeOf(place, 'cred')),
    account: sealJson(context.keyring, { ...account }, placeOf(place, 'account')),
    accountHash: accountHash(context, place, account),
    accessExpiresAt: tokens.expiresAt ?? null,
    refreshAfter: tokens.unfinished ? context.store.now() : (refreshAround(config, tokens, chanceOf(context)) ?? null),
    scopes: tokens.scopes ?? null,
  }
}

/** From 0 to 1. */
function chanceOf({ random }: AppContext): number {
  const [a = 0, b = 0] = random(2)
  return (a * 256 + b) / 65_536
}

/** The tokens of a grant. Throws `unreadable`. */
export function openTokens(context: AppContext, grant: Place & Pick<GrantRow, 'cred'>): TokenSet {
  const value = openJson(context.keyring, grant.cred, placeOf(grant, 'cred'))
  if (isObject(value) && typeof own(value, 'accessToken') === 'string') return value as unknown as TokenSet
  throw new AppError('unreadable', { detail: 'The stored tokens of this login cannot be read. Reconnect it.' })
}

/** Whose account a grant is; empty when nobody said. Throws `unreadable`. */
export function openIdentity(context: AppContext, grant: Place & Pick<GrantRow, 'account'>): AccountIdentity {
  if (!grant.account) return {}
  const value = openJson(context.keyring, grant.account, placeOf(grant, 'account'))
  return isObject(value) ? (value as AccountIdentity) : {}
}

function placeOf({ id, workspaceId, credVersion }: Place, column: 'cred' | 'account') {
  return { workspace: workspaceId, table: 'grants', row: id, column, version: credVersion }
}
