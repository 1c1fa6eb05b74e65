import type { AppContext } from '#app/context.ts'
import { makeReadLoginToken } from '#app/logins/read-login-token.ts'

/** The access token of a login, as the credentials route gives it. */
export async function readToken(context: AppContext, loginId: string, rejectedVersion?: number): Promise<string> {
  const { workspaceId, userId: ownerId } = context.owner
  const row = await context.store.accounts.getHot(loginId, { workspaceId, ownerId })
  if (!row) throw new Error('the login is gone')
  const rejected = rejectedVersion === undefined ? {} : { rejectedVersion }
  const { value } = await makeReadLoginToken(context)(row, { id: loginId, ...rejected })
  return String(value)
}
