import { AppError } from '#shared/errors/app-error.ts'
import { breaksReference } from './constraint.ts'
import { CODECS } from './database.ts'
import { inTransaction } from './in-transaction.ts'
import type { RepositoryContext } from './repository-context.ts'
import type { Uses } from './use-types.ts'

const { decode } = CODECS.uses

/** Which workflow uses which account (flow-format.md §12.5). */
export function makeUses({ db, now }: RepositoryContext): Uses {
  const ofConsumer: Uses['ofConsumer'] = async (workspaceId, consumer) => {
    const query = db.selectFrom('uses').selectAll().where('workspace_id', '=', workspaceId)
    return (await query.where('consumer', '=', consumer).orderBy('picked_id').execute()).map(decode)
  }
  return {
    ofConsumer,
    async declare({ workspaceId, consumer, title, ownerId }, pickedIds) {
      const work = inTransaction(db, async tx => {
        let old = tx.deleteFrom('uses').where('workspace_id', '=', workspaceId).where('consumer', '=', consumer)
        if (pickedIds.length > 0) old = old.where('picked_id', 'not in', pickedIds)
        await old.execute()
        for (const id of pickedIds) {
          const place = { workspace_id: workspaceId, consumer, picked_id: id, account_id: id }
          const words = { title, owner_id: ownerId, updated_at: now() }
          await tx
            .insertInto('uses')
            .values({ ...place, ...words })
            .onConflict(conflict => conflict.columns(['workspace_id', 'consumer', 'picked_id']).doUpdateSet(words))
            .execute()
        }
      })
      await work.catch(cause => {
        if (!breaksReference(cause)) throw cause
        throw new AppError('not_found', { detail: 'One of these entries was deleted meanwhile.', cause })
      })
      return ofConsumer(workspaceId, consumer)
    },
    async ofAccount(accountId, limit) {
      const query = db.selectFrom('uses').selectAll().where('account_id', '=', accountId)
      return (await query.orderBy('title').orderBy('consumer').limit(limit).execute()).map(decode)
    },
    async count(accountId) {
      const query = db.selectFrom('uses').select(eb => eb.fn.countAll<number>().as('count'))
      return (await query.where('account_id', '=', accountId).executeTakeFirst())?.count ?? 0
    },
    async counts(accountIds) {
      if (accountIds.length === 0) return new Map()
      const query = db.selectFrom('uses').select(eb => ['account_id', eb.fn.countAll<number>().as('count')])
      const rows = await query
        .where('account_id', 'in', [...accountIds])
        .groupBy('account_id')
        .execute()
      return new Map(rows.map(row => [row.account_id, Number(row.count)]))
    },
    async switch(from, to) {
      const update = db.updateTable('uses').set({ account_id: to, updated_at: now() }).where('account_id', '=', from)
      return Number((await update.executeTakeFirst()).numUpdatedRows)
    },
  }
}
