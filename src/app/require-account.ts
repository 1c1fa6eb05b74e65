import { AppError } from '#shared/errors/app-error.ts'
import { isId } from '#shared/ids.ts'
import type { AccountRow } from '#store/types.ts'
import type { AppContext } from './context.ts'

/** The owner's account of this id. Throws `not_found`, also for an id of another kind of thing. */
export function requireAccount(context: AppContext, id: string): Promise<AccountRow> {
  return find(context, id, false)
}

/** One's own, or one that its owner shares: it may be used and tested. Throws `not_found`. */
export function requireUsable(context: AppContext, id: string): Promise<AccountRow> {
  return find(context, id, true)
}

/** The database looks for what may be seen: nobody is to tell by the time what is somebody else's from what is not there. */
async function find({ store, owner }: AppContext, id: string, shared: boolean): Promise<AccountRow> {
  const { workspaceId, userId: ownerId } = owner
  const row =
    isId('con', id) || isId('log', id) ? await store.accounts.getOf(id, { workspaceId, ownerId, shared }) : null
  if (row) return row
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
