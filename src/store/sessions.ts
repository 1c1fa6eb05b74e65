import type { Sessions } from './access-types.ts'
import { CODECS } from './database.ts'
import type { RepositoryContext } from './repository-context.ts'

const { encode, decode } = CODECS.sessions

/** Browser sessions, by the hash of their cookie. */
export function makeSessions({ db, now }: RepositoryContext): Sessions {
  return {
    async insert(row) {
      await db.insertInto('sessions').values(encode(row)).execute()
    },
    async get(hash) {
      const query = db.selectFrom('sessions').selectAll().where('hash', '=', hash).where('expires_at', '>', now())
      const raw = await query.executeTakeFirst()
      return raw ? decode(raw) : null
    },
    async touch(hash, lastSeenAt, expiresAt) {
      const changes = { last_seen_at: lastSeenAt, expires_at: expiresAt }
      await db.updateTable('sessions').set(changes).where('hash', '=', hash).execute()
    },
    async remove(hash) {
      await db.deleteFrom('sessions').where('hash', '=', hash).execute()
    },
    async listOf({ userId, workspaceId }) {
      const query = db.selectFrom('sessions').selectAll().where('user_id', '=', userId)
      const here = query.where('workspace_id', '=', workspaceId).where('expires_at', '>', now())
      return (await here.orderBy('created_at', 'desc').orderBy('hash').execute()).map(decode)
    },
    async removeOf(userId, keep = '') {
      const query = db.deleteFrom('sessions').where('user_id', '=', userId).where('hash', '!=', keep)
      return Number((await query.executeTakeFirst()).numDeletedRows)
    },
    async purge(expiredBefore) {
      const result = await db.deleteFrom('sessions').where('expires_at', '<', expiredBefore).executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}
