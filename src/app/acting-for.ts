import { AppError } from '#shared/errors/app-error.ts'
import { isId } from '#shared/ids.ts'
import type { KeyGrant } from './app.ts'
import { findHostUser } from './connect/host-user.ts'
import type { AppContext } from './context.ts'

/** Throws `forbidden` unless the key may act for this user: anybody but its own owner needs `act-as-user`. */
export function requireActing({ scopes, ownerId }: KeyGrant, user: string | undefined): void {
  if (user === undefined || user === ownerId || scopes.includes('act-as-user')) return
  throw new AppError('forbidden', { detail: 'This API key acts for its own owner only.' })
}

/** The user of ours behind the user of a run: one of this key's host, or one of this workspace by our id. Throws `not_found`. */
export async function actedFor(context: AppContext, grant: KeyGrant, user: string): Promise<string> {
  const { workspaceId, line: keyLine } = grant
  const known = isId('usr', user)
    ? await context.store.users.get(user)
    : await findHostUser(context, { workspaceId, keyLine, endUser: user })
  if (known?.workspaceId === workspaceId && known.disabledAt === null) return known.id
  throw noEntryForKey()
}

/** The same words for a user, an entry or a key's owner that is not there, and for what is somebody else's. */
export function noEntryForKey(): AppError {
  return new AppError('not_found', { detail: 'There is no such connection or login for this API key.' })
}
