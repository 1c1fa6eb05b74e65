import { sql } from 'kysely'
import type { AuditTrail } from './audit-types.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { CODECS } from './database.ts'
import { inTransaction } from './in-transaction.ts'
import type { RepositoryContext } from './repository-context.ts'

const { encode, decode } = CODECS.audit
const marks = CODECS.auditMarks
const ROWS_A_STATEMENT = 50

/** What was done (security.md §5.4). Nothing here changes a row, and only age removes one. */
export function makeAuditTrail(context: RepositoryContext): AuditTrail {
  const { db } = context
  return {
    async append(rows, { workspaceId, name, bytes }) {
      await inTransaction(db, async tx => {
        for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
          const part = rows.slice(from, from + ROWS_A_STATEMENT).map(encode)
          await tx.insertInto('audit').values(part).execute()
        }
        await tx
          .insertInto('audit_spools')
          .values({ workspace_id: workspaceId, name, bytes })
          .onConflict(conflict => conflict.column('name').doUpdateSet({ bytes }))
          .execute()
      })
    },
    async readUpTo(name) {
      const row = await db.selectFrom('audit_spools').select('bytes').where('name', '=', name).executeTakeFirst()
      return row?.bytes ?? 0
    },
    async forgetSpool(name) {
      await db.deleteFrom('audit_spools').where('name', '=', name).execute()
    },
    async newest() {
      const query = db.selectFrom('audit').selectAll().orderBy('at', 'desc').orderBy('seq', 'desc')
      const raw = await query.limit(1).executeTakeFirst()
      return raw ? decode(raw) : null
    },
    async chainsBefore(at) {
      const query = db.selectFrom('audit').select('chain').distinct().where('at', '<', at)
      return (await query.orderBy('chain').execute()).map(({ chain }) => chain)
    },
    async putMark(mark) {
      const row = marks.encode(mark)
      await db
        .insertInto('audit_marks')
        .values(row)
        .onConflict(conflict => conflict.column('chain').doUpdateSet(row).where('audit_marks.seq', '<', mark.seq))
        .execute()
    },
    async drop(mark) {
      await inTransaction(db, async tx => {
        await makeAuditTrail({ ...context, db: tx }).putMark(mark)
        await tx.deleteFrom('audit').where('chain', '=', mark.chain).where('seq', '<=', mark.seq).execute()
      })
    },
    async heads() {
      const last = db
        .selectFrom('audit')
        .select(({ fn }) => ['chain', fn.max('seq').as('seq')])
        .groupBy('chain')
      return db
        .selectFrom('audit')
        .innerJoin(last.as('last'), join =>
          join.onRef('last.chain', '=', 'audit.chain').onRef('last.seq', '=', 'audit.seq'),
        )
        .select(['audit.chain', 'audit.seq', 'audit.hash'])
        .execute()
    },
    async mark(chain) {
      const raw = await db.selectFrom('audit_marks').selectAll().where('chain', '=', chain).executeTakeFirst()
      return raw ? marks.decode(raw) : null
    },
    async page(after, limit) {
      let query = db.selectFrom('audit').selectAll()
      if (after) query = query.where(sql<boolean>`(chain, seq) > (${after.chain}, ${after.seq})`)
      return (await query.orderBy('chain').orderBy('seq').limit(limit).execute()).map(decode)
    },
    async latest({ workspaceId, actions, object, cursor, limit }) {
      let query = db.selectFrom('audit').selectAll().where('workspace_id', '=', workspaceId)
      if (actions) query = query.where('action', 'in', [...actions])
      if (object !== undefined) query = query.where('object', '=', object)
      if (cursor !== null) {
        const [at, chain, seq] = decodeCursor(cursor, 3)
        query = query.where(sql<boolean>`(at, chain, seq) < (${Number(at)}, ${chain}, ${Number(seq)})`)
      }
      const sorted = query.orderBy('at', 'desc').orderBy('chain', 'desc').orderBy('seq', 'desc')
      const rows = (await sorted.limit(limit + 1).execute()).map(decode)
      const items = rows.slice(0, limit)
      const last = rows.length > limit ? items.at(-1) : undefined
      return { items, next: last ? encodeCursor([String(last.at), last.chain, String(last.seq)]) : null }
    },
    async ofObject(object, limit) {
      const query = db.selectFrom('audit').selectAll().where('object', '=', object)
      return (await query.orderBy('at', 'desc').orderBy('seq', 'desc').limit(limit).execute()).map(decode)
    },
  }
}
