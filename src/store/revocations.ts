import { sql } from 'kysely'
import { CODECS } from './database.ts'
import type { RepositoryContext } from './repository-context.ts'
import type { Revocations } from './revocation-types.ts'

const { encode, encodePatch, decode } = CODECS.revocations

/** What is still to be ended at services (oauth.md §12). */
export function makeRevocations({ db, now }: RepositoryContext): Revocations {
  return {
    async insert(row) {
      await db.insertInto('revocations').values(encode(row)).execute()
    },
    async take({ limit, forMs }) {
      const due = db
        .selectFrom('revocations')
        .select('id')
        .where('next_at', '<=', now())
        .orderBy('next_at')
        .limit(limit)
      const raw = await db
        .updateTable('revocations')
        .set({ next_at: sql<number>`${now()} + ${forMs}` })
        .where('id', 'in', due)
        // Looked at again where another process was faster.
        .where('next_at', '<=', now())
        .returningAll()
        .execute()
      return raw.map(decode)
    },
    async putOff(id, next) {
      await db.updateTable('revocations').set(encodePatch(next)).where('id', '=', id).execute()
    },
    async remove(id) {
      await db.deleteFrom('revocations').where('id', '=', id).execute()
    },
  }
}
