import { AppError } from '#shared/errors/app-error.ts'
import { isId } from '#shared/ids.ts'
import type { AccountRow } from '#store/types.ts'
import type { AppContext } from './context.ts'

/** The owner's account of this id. Throws `not_found`, also for an id of another kind of thing. */
export async function requireAccount({ store, owner }: AppContext, id: string): Promise<AccountRow> {
  const row = isId('con', id) || isId('log', id) ? await store.accounts.get(id) : null
  if (row && row.workspaceId === owner.workspaceId && row.ownerId === owner.userId) return row
  throw noAccount()
}

/** One's own, or one that its owner shares: it may be used and tested. Throws `not_found`. */
export async function requireUsable({ store, owner }: AppContext, id: string): Promise<AccountRow> {
  const row = isId('con', id) || isId('log', id) ? await store.accounts.get(id) : null
  if (row?.workspaceId === owner.workspaceId && (row.ownerId === owner.userId || row.sharedAt !== null)) return row
  throw noAccount()
}

/** The same for a connection only. */
export async function requireConnection(context: AppContext, id: string): Promise<AccountRow> {
  if (isId('con', id)) return requireAccount(context, id)
  throw new AppError('not_found', { detail: 'There is no connection with this id. It may have been deleted.' })
}

/** The same words for what is not there and for what is somebody else's. */
export function noAccount(): AppError {
  return new AppError('not_found', {
    detail: 'There is no connection or login with this id. It may have been deleted.',
  })
}
