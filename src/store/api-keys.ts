import type { ApiKeys } from './access-types.ts'
import { CODECS } from './database.ts'
import type { RepositoryContext } from './repository-context.ts'

const { encode, decode } = CODECS.apiKeys

/** Keys of workflow engines: only their hash is here. */
export function makeApiKeys({ db, hot }: RepositoryContext): ApiKeys {
  return {
    async insert(row) {
      await db.insertInto('api_keys').values(encode(row)).execute()
    },
    async get(id) {
      const raw = await db.selectFrom('api_keys').selectAll().where('id', '=', id).executeTakeFirst()
      return raw ? decode(raw) : null
    },
    async list(ownerId) {
      const query = db.selectFrom('api_keys').selectAll().where('owner_id', '=', ownerId)
      const rows = await query.where('revoked_at', 'is', null).orderBy('created_at', 'desc').orderBy('id').execute()
      return rows.map(decode)
    },
    byHashHot: hash => hot.apiKeyByHash(hash),
    async revoke(id, at) {
      const update = db.updateTable('api_keys').set({ revoked_at: at }).where('id', '=', id)
      const raw = await update.where('revoked_at', 'is', null).returningAll().executeTakeFirst()
      return raw ? decode(raw) : null
    },
    async endAt(id, at) {
      await db.updateTable('api_keys').set({ expires_at: at }).where('id', '=', id).execute()
    },
    async giveTo(ownerId, userId) {
      await db.updateTable('api_keys').set({ owner_id: userId }).where('owner_id', '=', ownerId).execute()
    },
    async markUsed(id, at) {
      await db.updateTable('api_keys').set({ last_used_at: at }).where('id', '=', id).execute()
    },
  }
}
