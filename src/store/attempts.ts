import { CODECS } from './database.ts'
import type { RepositoryContext } from './repository-context.ts'
import type { Attempts } from './types.ts'

const { encode, encodePatch, decode } = CODECS.attempts

/** Login tries (oauth.md §9). Each step takes the row with one statement, so that it can be taken once. */
export function makeAttempts({ db, now }: RepositoryContext): Attempts {
  return {
    async insert(row) {
      await db.insertInto('oauth_attempts').values(encode(row)).execute()
    },
    async get(id) {
      const raw = await db.selectFrom('oauth_attempts').selectAll().where('id', '=', id).executeTakeFirst()
      return raw ? decode(raw) : null
    },
    async byLookupHash(hash) {
      const query = db.selectFrom('oauth_attempts').selectAll().where('lookup_hash', '=', hash)
      const raw = await query.executeTakeFirst()
      return raw ? decode(raw) : null
    },
    async takeForStart(id, sessionHash, begun) {
      const raw = await db
        .updateTable('oauth_attempts')
        .set({ ...encodePatch(begun), status: 'started' })
        .where('id', '=', id)
        .where('session_hash', '=', sessionHash)
        .where('status', '=', 'created')
        .where('expires_at', '>', now())
        .returningAll()
        .executeTakeFirst()
      return raw ? decode(raw) : null
    },
    async takeForExchange(id) {
      const raw = await db
        .updateTable('oauth_attempts')
        .set({ status: 'exchanging' })
        .where('id', '=', id)
        .where('status', '=', 'started')
        .where('expires_at', '>', now())
        .returningAll()
        .executeTakeFirst()
      return raw ? decode(raw) : null
    },
    async finish(id, from, patch) {
      const raw = await db
        .updateTable('oauth_attempts')
        .set(encodePatch(patch))
        .where('id', '=', id)
        .where('status', 'in', from)
        .returningAll()
        .executeTakeFirst()
      return raw ? decode(raw) : null
    },
    async stale(createdBefore) {
      const query = db.selectFrom('oauth_attempts').selectAll().where('status', 'in', ['granted', 'choose_account'])
      return (await query.where('created_at', '<', createdBefore).execute()).map(decode)
    },
    async purge(createdBefore) {
      const result = await db.deleteFrom('oauth_attempts').where('created_at', '<', createdBefore).executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}
