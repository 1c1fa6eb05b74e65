import { sql } from 'kysely'
import { CODECS } from './database.ts'
import { inTransaction } from './in-transaction.ts'
import type { DataKeys } from './instance-types.ts'
import type { RepositoryContext } from './repository-context.ts'

const { encode, decode } = CODECS.dataKeys

/** Wrapped data keys. A unique index allows one active key a workspace. */
export function makeDataKeys({ db }: RepositoryContext): DataKeys {
  return {
    async list(workspaceId) {
      let query = db.selectFrom('data_keys').selectAll()
      if (workspaceId !== undefined) query = query.where('workspace_id', '=', workspaceId)
      return (await query.orderBy('created_at').execute()).map(decode)
    },
    async ensureActive(row) {
      const insert = db.insertInto('data_keys').values(encode({ ...row, state: 'active' }))
      await insert
        .onConflict(conflict => conflict.column('workspace_id').where('state', '=', sql.lit('active')).doNothing())
        .execute()
      const query = db.selectFrom('data_keys').selectAll().where('workspace_id', '=', row.workspaceId)
      return decode(await query.where('state', '=', 'active').executeTakeFirstOrThrow())
    },
    async insert(row) {
      await db.insertInto('data_keys').values(encode(row)).execute()
    },
    async setStates(states) {
      await inTransaction(db, async tx => {
        // The active one last: until then another may still be.
        for (const { kid, state, retiredAt } of states.toSorted(
          (a, b) => +(a.state === 'active') - +(b.state === 'active'),
        )) {
          await tx.updateTable('data_keys').set({ state, retired_at: retiredAt }).where('kid', '=', kid).execute()
        }
      })
    },
    async remove(kid) {
      await db.deleteFrom('data_keys').where('kid', '=', kid).execute()
    },
    async rewrap(rows) {
      await inTransaction(db, async tx => {
        for (const { kid, wrapped } of rows) {
          await tx.updateTable('data_keys').set({ wrapped }).where('kid', '=', kid).execute()
        }
      })
    },
  }
}
