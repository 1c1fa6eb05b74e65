import { sql } from 'kysely'
import type { LimitCounts } from './limit-types.ts'
import type { RepositoryContext } from './repository-context.ts'

/** Nodes say what they used once a second; one that is silent for longer uses nothing, or is gone. */
const SILENT_MS = 2500
const OVER_MS = 60_000

/** For nodes on one database: a node by itself counts in its memory. */
export function makeLimitCounts({ db, now }: RepositoryContext): LimitCounts {
  return {
    async count({ workspaceId, name, windowMs }) {
      const ended = sql<boolean>`limit_counts.ends_at <= ${now()}`
      const endsAt = sql<number>`${now()} + ${windowMs}`
      return db
        .insertInto('limit_counts')
        .values({ workspace_id: workspaceId, name, count: 1, ends_at: endsAt })
        .onConflict(conflict =>
          conflict.columns(['workspace_id', 'name']).doUpdateSet({
            count: sql<number>`case when ${ended} then 1 else limit_counts.count + 1 end`,
            ends_at: sql<number>`case when ${ended} then ${endsAt} else limit_counts.ends_at end`,
          }),
        )
        .returning(['count', 'ends_at as endsAt'])
        .executeTakeFirstOrThrow()
    },
    async share({ workspaceId, node, used }) {
      if (used.length > 0) {
        await db
          .insertInto('limit_shares')
          .values(used.map(({ name, count }) => ({ workspace_id: workspaceId, node, name, count, at: now() })))
          .onConflict(conflict =>
            conflict
              .columns(['workspace_id', 'node', 'name'])
              .doUpdateSet(eb => ({ count: eb.ref('excluded.count'), at: eb.ref('excluded.at') })),
          )
          .execute()
      }
      const found = await db
        .selectFrom('limit_shares')
        .select(({ fn }) => ['name', fn.sum<number>('count').as('count'), fn.countAll<number>().as('nodes')])
        .where('workspace_id', '=', workspaceId)
        .where('node', '<>', node)
        .where('at', '>', sql<number>`${now()} - ${SILENT_MS}`)
        .groupBy('name')
        .execute()
      return found.map(({ name, count, nodes }) => ({ name, count: Number(count), nodes }))
    },
    async purge() {
      const over = sql<number>`${now()} - ${OVER_MS}`
      await db.deleteFrom('limit_counts').where('ends_at', '<', over).execute()
      await db.deleteFrom('limit_shares').where('at', '<', over).execute()
    },
  }
}
