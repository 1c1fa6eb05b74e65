import type { ConnectSessionRow, ConnectSessions } from './connect-types.ts'
import { CODECS } from './database.ts'
import type { RepositoryContext } from './repository-context.ts'

const { encode, encodePatch, decode } = CODECS.connectSessions

/** Windows that a host's page opens (security.md §6.5). */
export function makeConnectSessions({ db, now }: RepositoryContext): ConnectSessions {
  const one = async (column: 'id' | 'token_hash' | 'code_hash', value: string): Promise<ConnectSessionRow | null> => {
    const raw = await db.selectFrom('connect_sessions').selectAll().where(column, '=', value).executeTakeFirst()
    return raw ? decode(raw) : null
  }
  return {
    async insert(row) {
      await db.insertInto('connect_sessions').values(encode(row)).execute()
    },
    get: id => one('id', id),
    byTokenHash: hash => one('token_hash', hash),
    byCodeHash: hash => one('code_hash', hash),
    async advance(id, from, patch) {
      const raw = await db
        .updateTable('connect_sessions')
        .set(encodePatch(patch))
        .where('id', '=', id)
        .where('status', '=', from)
        .where('expires_at', '>', now())
        .returningAll()
        .executeTakeFirst()
      return raw ? decode(raw) : null
    },
    async over() {
      const query = db.selectFrom('connect_sessions').selectAll().where('expires_at', '<=', now())
      return (await query.where('status', 'not in', ['claimed', 'expired']).execute()).map(decode)
    },
    async close(id) {
      await db.updateTable('connect_sessions').set({ status: 'expired' }).where('id', '=', id).execute()
    },
    async purge(createdBefore) {
      const result = await db.deleteFrom('connect_sessions').where('created_at', '<', createdBefore).executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}
