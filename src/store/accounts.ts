import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely'
import { AppError } from '#shared/errors/app-error.ts'
import { breaksReference, breaksUnique } from './constraint.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { CODECS, type Database } from './database.ts'
import { listAllAccounts } from './list-all-accounts.ts'
import type { RepositoryContext } from './repository-context.ts'
import type { AccountRow, Accounts, Page } from './types.ts'

const { encode, encodePatch, decode } = CODECS.accounts

/** Connections and logins: one table, because their labels are unique together. */
export function makeAccounts({ db, now, hot }: RepositoryContext): Accounts {
  return {
    async insert(row) {
      await freeLabel(row.label, () => db.insertInto('accounts').values(encode(row)).execute())
    },
    async get(id) {
      return one(await db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst())
    },
    async getOf(id, { workspaceId, ownerId, shared = false }) {
      const row = db.selectFrom('accounts').selectAll().where('id', '=', id).where('workspace_id', '=', workspaceId)
      const own = row.where(eb =>
        shared ? eb.or([eb('owner_id', '=', ownerId), eb('shared_at', 'is not', null)]) : eb('owner_id', '=', ownerId),
      )
      return one(await own.executeTakeFirst())
    },
    getHot: (id, of) => hot.account(id, of),
    getWithKeyHot: (id, keyHash) => hot.credential(keyHash, id),
    list: query => list(db, query),
    listAll: query => listAllAccounts(db, query),
    async update(id, expectRowVersion, patch) {
      const raw = await freeLabel(patch.label ?? '', () =>
        db
          .updateTable('accounts')
          .set({
            ...encodePatch(patch),
            ...since(patch.state, now()),
            row_version: expectRowVersion + 1,
            updated_at: now(),
          })
          .where('id', '=', id)
          .where('row_version', '=', expectRowVersion)
          .returningAll()
          .executeTakeFirst(),
      )
      return one(raw)
    },
    async recordTest(id, { state, message, at, valueVersion }) {
      const changes = { state, message, ...since(state, now()), ...(at === null ? {} : { last_tested_at: at }) }
      let update = db.updateTable('accounts').set(changes).where('id', '=', id)
      if (valueVersion !== undefined) update = update.where('value_version', '=', valueVersion)
      return one(await update.returningAll().executeTakeFirst())
    },
    async takeForRetest(id, forMs) {
      const update = db.updateTable('accounts').set({ retest_at: sql<number>`${now()} + ${forMs}` })
      const free = update
        .where('id', '=', id)
        .where(eb => eb.or([eb('retest_at', 'is', null), eb('retest_at', '<=', now())]))
      return one(await free.returningAll().executeTakeFirst())
    },
    async putOffRetest(id, forMs) {
      const later = { retest_at: sql<number>`${now()} + ${forMs}` }
      await db.updateTable('accounts').set(later).where('id', '=', id).execute()
    },
    async suspend(id, suspended) {
      const at = suspended ? sql<number>`coalesce(suspended_at, ${now()})` : null
      const update = db.updateTable('accounts').set({ suspended_at: at }).where('id', '=', id)
      return one(await update.returningAll().executeTakeFirst())
    },
    async remove(id, expectRowVersion) {
      let query = db.deleteFrom('accounts').where('id', '=', id)
      if (expectRowVersion !== undefined) query = query.where('row_version', '=', expectRowVersion)
      try {
        return (await query.executeTakeFirst()).numDeletedRows > 0n
      } catch (cause) {
        if (!breaksReference(cause)) throw cause
        throw new AppError('in_use', { detail: 'A workflow uses this entry. Nothing was deleted.', cause })
      }
    },
    async findByLabel({ workspaceId, connector, label, ownerId }) {
      let query = db
        .selectFrom('accounts')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .where('label', '=', label)
        .where(eb => eb.or([eb('service', '=', connector), eb('type', '=', connector)]))
      if (ownerId !== undefined) query = query.where('owner_id', '=', ownerId)
      return (await query.execute()).map(decode)
    },
    async standing(workspaceId) {
      const rows = await db
        .selectFrom('accounts')
        .select(({ fn }) => ['state', fn.countAll<number>().as('count'), fn.min('state_since').as('since')])
        .where('workspace_id', '=', workspaceId)
        .groupBy('state')
        .execute()
      return rows.map(({ state, count, since }) => ({
        state,
        count: Number(count),
        since: since === null ? null : Number(since),
      }))
    },
    async labels(ownerId) {
      const rows = await db.selectFrom('accounts').select('label').where('owner_id', '=', ownerId).execute()
      return new Set(rows.map(row => row.label))
    },
  }
}

/** A test that says what the one before it said begins no new state. */
function since(
  state: AccountRow['state'] | undefined,
  now: RawBuilder<number>,
): { state_since?: RawBuilder<number | null> } {
  return state === undefined ? {} : { state_since: sql`case when state = ${state} then state_since else ${now} end` }
}

async function list(db: Kysely<Database>, query: Parameters<Accounts['list']>[0]): Promise<Page<AccountRow>> {
  const limit = Math.min(Math.max(Math.trunc(query.limit), 1), 500)
  let select = db.selectFrom('accounts').selectAll().where('workspace_id', '=', query.workspaceId)
  const { ownerId, shared = false } = query
  if (ownerId !== undefined) {
    select = select.where(eb =>
      shared ? eb.or([eb('owner_id', '=', ownerId), eb('shared_at', 'is not', null)]) : eb('owner_id', '=', ownerId),
    )
  }
  if (query.cursor) {
    const [service = '', label = '', id = ''] = decodeCursor(query.cursor, 3)
    select = select.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('service', 'label', 'id'), '>', tuple(service, label, id)),
    )
  }
  const rows = await select
    .orderBy('service')
    .orderBy('label')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit).map(decode)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, next: last ? encodeCursor([last.service, last.label, last.id]) : null }
}

/** The unique index decides, not a look beforehand: two saves at once cannot both win. */
async function freeLabel<T>(label: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!breaksUnique(error, 'accounts', 'label')) throw error
    const detail = `The label ${label} is taken by another of your entries. Choose another label.`
    throw new AppError('label_taken', { detail, fields: [{ pointer: '/label', code: 'label_taken', detail }] })
  }
}

function one(raw: Selectable<Database['accounts']> | undefined): AccountRow | null {
  return raw ? decode(raw) : null
}
