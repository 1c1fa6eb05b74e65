import type { ConnectSessionRow } from '#store/connect-types.ts'
import type { AppContext } from '../context.ts'
import { makeDeleteAccount } from '../delete-account.ts'
import { actorOf } from './open-connect-session.ts'

const MOST = 500

/** Erases what a connect session made and nobody claimed; tokens are ended at their service. */
export async function dropUnclaimed(context: AppContext, row: ConnectSessionRow): Promise<void> {
  const own = { ...context, owner: actorOf(row) }
  const { items } = await context.store.accounts.list({ workspaceId: row.workspaceId, ownerId: row.id, limit: MOST })
  const erase = makeDeleteAccount(own)
  for (const { id } of items) await erase(id)
}

/** From time to time: erases what was left behind by connect sessions that are over. */
export function makeTidyConnectSessions(context: AppContext) {
  return async (): Promise<void> => {
    const { connectSessions } = context.store
    for (const row of await connectSessions.over()) {
      await dropUnclaimed(context, row)
      await connectSessions.close(row.id)
    }
  }
}
