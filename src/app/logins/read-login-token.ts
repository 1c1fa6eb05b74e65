import type { AccountIdentity, TokenSet } from '#oauth/token-set.ts'
import { scalars } from '#oauth/token-values.ts'
import type { ProviderConfig } from '#oauth/types.ts'
import type { Credential, CredentialRequest } from '#shared/contract/credentials.ts'
import { type Soon, soon } from '#store/soon.ts'
import type { GrantRow, HotAccount } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { usedEntries } from '../used-entries.ts'
import { describeCall } from './describe-call.ts'
import { type FreshTokens, freshTokens, MIN_TTL_SECONDS } from './fresh-tokens.ts'
import { openIdentity, openTokens } from './grant-tokens.ts'
import { isKnownActive, isStillActive } from './is-still-active.ts'
import { readConfig, recentConfig } from './recent-config.ts'
import type { Freshness } from './renew-input.ts'
import { loginInputs } from './require-login.ts'

/**
 * The token of a login as an action receives it (flow-format.md §14): never a refresh token or a client secret.
 * While the stored token is fresh enough, and the login was used a moment ago, it answers at once, without a promise.
 * Throws `needs_reconnect`, `temporarily_unavailable`, `token_refused` and `unreadable`.
 */
export function makeReadLoginToken(context: AppContext) {
  const used = usedEntries(context, 'login')
  /** `known`: its tokens, where they were read together with the row. */
  return (row: HotAccount, request: CredentialRequest, known?: GrantRow | null): Soon<Credential> => {
    used.add(row.id)
    const grant = known === undefined ? context.store.grants.byLoginHot(row.id, row.ownerId) : known
    return soon(grant, found => answer(row, request, found))
  }
  function answer(row: HotAccount, request: CredentialRequest, grant: GrantRow | null): Soon<Credential> {
    const minTtl = request.minTtl ?? MIN_TTL_SECONDS
    const { rejectedVersion, call } = request
    if (grant && rejectedVersion !== grant.credVersion && isFresh(context, grant, minTtl)) {
      const { credVersion, providerId } = grant
      const stored = { tokens: openTokens(context, grant), account: openIdentity(context, grant), credVersion }
      const config = recentConfig(context, providerId)
      if (config && isKnownActive(context, row, { ...stored, config }))
        return credential(context, row, { ...stored, config, call })
      return readConfig(context, providerId).then(read =>
        release(context, row, { ...stored, providerId, config: read, call }),
      )
    }
    const want = { minTtl, ...(rejectedVersion === undefined ? {} : { rejectedVersion }) }
    return renewed(context, row, { want, call })
  }
}

interface Wish {
  want: Freshness
  call: CredentialRequest['call']
}

async function renewed(context: AppContext, row: HotAccount, { want, call }: Wish): Promise<Credential> {
  const fresh = await freshTokens(context, row, want)
  const config = recentConfig(context, fresh.providerId) ?? (await readConfig(context, fresh.providerId))
  return release(context, row, { ...fresh, config, call })
}

/** A token that its server calls inactive is renewed, once (oauth.md 7662-1). */
async function release(
  context: AppContext,
  row: HotAccount,
  held: FreshTokens & { config: ProviderConfig; call: Wish['call'] },
): Promise<Credential> {
  if (isKnownActive(context, row, held) || (await isStillActive(context, row, held))) {
    return credential(context, row, held)
  }
  const want = { minTtl: MIN_TTL_SECONDS, rejectedVersion: held.credVersion }
  return credential(context, row, { ...held, ...(await freshTokens(context, row, want)) })
}

/** By the columns alone, stricter than the full rule: what fails here is looked at closely. */
function isFresh({ store }: AppContext, grant: GrantRow, minTtl: number): boolean {
  const now = store.now()
  if (grant.status === 'needs_reconnect') return false
  if (grant.refreshAfter !== null && grant.refreshAfter <= now) return false
  return grant.accessExpiresAt === null || grant.accessExpiresAt - now > minTtl * 1000
}

type Released = Pick<FreshTokens, 'tokens' | 'credVersion' | 'account'> & {
  config: ProviderConfig
  call: Wish['call']
}

function credential(context: AppContext, row: HotAccount, released: Released): Credential {
  const { tokens, credVersion, account, config, call } = released
  const inputs = loginInputs(context, row)
  const request = describeCall(context, { config, inputs: scalars(inputs), tokens }, call)
  return {
    ...receivedValue(tokens),
    ...(request ? { request } : {}),
    expiresAt: isoTime(tokens.expiresAt),
    credVersion,
    auth: {
      scope: tokens.scopes?.join(' ') ?? null,
      params: { ...inputs, ...tokens.callback, ...tokens.kept },
      account: nameOf(account),
      ...furtherTokens(tokens),
    },
  }
}

function furtherTokens({ also }: TokenSet): Pick<Credential['auth'], 'tokens'> {
  if (!also) return {}
  const handed = Object.entries(also).map(([name, { accessToken, expiresAt }]) => [
    name,
    { value: accessToken, expiresAt: isoTime(expiresAt) },
  ])
  return { tokens: Object.fromEntries(handed) }
}

function isoTime(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString()
}

/** What an action receives; the client secret that signs with an OAuth 1 token is never among it. */
function receivedValue({ accessToken, oauth1 }: TokenSet): Pick<Credential, 'kind' | 'value'> {
  if (!oauth1) return { kind: 'oauth2', value: accessToken }
  const { key, tokenSecret } = oauth1
  return { kind: 'oauth1', value: { key, access_token: accessToken, access_token_secret: tokenSecret } }
}

function nameOf({ label, id }: AccountIdentity): string | null {
  return label ?? id ?? null
}
