import { sql } from 'kysely'
import type { Idempotency, IdempotencyKey } from './access-types.ts'
import type { RepositoryContext } from './repository-context.ts'

/** Longer than the longest save (two runs of 120 s and their queue). A claim older than this lost its process. */
const ABANDONED_AFTER_MS = 600_000

/** Answers of requests that may be sent twice, for example when the network broke before the answer came. */
export function makeIdempotency({ db, now }: RepositoryContext): Idempotency {
  const at = ({ workspaceId, userId, key }: IdempotencyKey) => ({ workspace_id: workspaceId, user_id: userId, key })
  return {
    async claim(key, requestHash) {
      const claimed = await db
        .insertInto('idempotency')
        .values({ ...at(key), request_hash: requestHash, answer: null, created_at: now() })
        .onConflict(conflict =>
          conflict
            .columns(['workspace_id', 'user_id', 'key'])
            .doUpdateSet({ request_hash: requestHash, created_at: now() })
            .where('idempotency.answer', 'is', null)
            .where('idempotency.created_at', '<', sql<number>`${now()} - ${ABANDONED_AFTER_MS}`),
        )
        .returning('key')
        .executeTakeFirst()
      if (claimed) return { state: 'new' }
      const row = await db
        .selectFrom('idempotency')
        .selectAll()
        .where(eb => eb.and(at(key)))
        .executeTakeFirst()
      if (!row) return this.claim(key, requestHash)
      return { state: row.answer === null ? 'running' : 'done', requestHash: row.request_hash, answer: row.answer }
    },
    async keep(key, answer) {
      await db
        .updateTable('idempotency')
        .set({ answer })
        .where(eb => eb.and(at(key)))
        .execute()
    },
    async drop(key) {
      await db
        .deleteFrom('idempotency')
        .where(eb => eb.and(at(key)))
        .execute()
    },
    async purge(createdBefore) {
      const result = await db.deleteFrom('idempotency').where('created_at', '<', createdBefore).executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}
