import type { Users } from './connect-types.ts'
import { CODECS } from './database.ts'
import type { RepositoryContext } from './repository-context.ts'

const { encode, encodePatch, decode } = CODECS.users

/** People, by who vouches for them. The built-in user of `single` mode has no row. */
export function makeUsers({ db }: RepositoryContext): Users {
  const find: Users['find'] = async ({ workspaceId, issuer, subject }) => {
    const raw = await db
      .selectFrom('users')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst()
    return raw ? decode(raw) : null
  }
  return {
    find,
    async ensure(row) {
      const found = await find(row)
      if (found) return found
      await db
        .insertInto('users')
        .values(encode(row))
        .onConflict(conflict => conflict.doNothing())
        .execute()
      return (await find(row)) ?? row
    },
    async list(workspaceId) {
      const query = db.selectFrom('users').selectAll().where('workspace_id', '=', workspaceId)
      return (await query.orderBy('name').orderBy('id').execute()).map(decode)
    },
    async update(id, patch) {
      const update = db.updateTable('users').set(encodePatch(patch)).where('id', '=', id)
      const raw = await update.returningAll().executeTakeFirst()
      return raw ? decode(raw) : null
    },
    async get(id) {
      const raw = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()
      return raw ? decode(raw) : null
    },
  }
}
