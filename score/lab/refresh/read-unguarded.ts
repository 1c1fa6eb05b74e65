import type { AppContext } from '#app/context.ts'
import { grantColumns, openIdentity, openTokens } from '#app/logins/grant-tokens.ts'
import { requireProvider } from '#app/logins/open-provider.ts'
import { readTokens } from '#oauth/read-tokens.ts'
import { refreshRequest } from '#oauth/refresh-request.ts'
import { send } from '#oauth/send.ts'

/** What R-1 is compared with: look, ask, write, with no lease, no fence and no shared promise. */
export async function readUnguarded(context: AppContext, loginId: string): Promise<string> {
  const { store, fetch, clock, random } = context
  const grant = await store.grants.byLogin(loginId, context.owner.userId)
  if (!grant) throw new Error('the login is gone')
  const { config, client, redirect } = await requireProvider(context, grant.providerId)
  const tokens = openTokens(context, grant)
  const fresh = { now: clock.now(), random }
  const request = refreshRequest({ config, client, inputs: {}, tokens, redirectUri: redirect.uri, fresh })
  if (!request) throw new Error('there is no refresh token')
  const read = readTokens(config, await send(fetch, request), tokens)
  if (!read.ok) throw new Error(`refused: ${read.failure.error}`)
  const place = { ...grant, credVersion: grant.credVersion + 1 }
  const columns = grantColumns(context, place, { config, tokens: read.tokens, account: openIdentity(context, grant) })
  await store.grants.replace({ id: grant.id, credVersion: grant.credVersion, ...columns })
  return read.tokens.accessToken
}
