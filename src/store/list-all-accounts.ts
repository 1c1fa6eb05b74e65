import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { CODECS, type Database } from './database.ts'
import type { AccountRow, AllAccountsQuery, Page } from './types.ts'

const { decode } = CODECS.accounts

type Select = SelectQueryBuilder<Database, 'accounts', Database['accounts']>

/** Entries of everybody, for administrators. */
export async function listAllAccounts(db: Kysely<Database>, query: AllAccountsQuery): Promise<Page<AccountRow>> {
  const { workspaceId, cursor, limit } = query
  let select = narrow(db.selectFrom('accounts').selectAll().where('workspace_id', '=', workspaceId) as Select, query)
  if (cursor) {
    const [service = '', type = '', id = ''] = decodeCursor(cursor, 3)
    select = select.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('service', 'type', 'id'), '>', tuple(service, type, id)),
    )
  }
  const ordered = select.orderBy('service').orderBy('type').orderBy('id')
  const rows = await ordered.limit(limit + 1).execute()
  const items = rows.slice(0, limit).map(decode)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, next: last ? encodeCursor([last.service, last.type, last.id]) : null }
}

function narrow(select: Select, { search, state }: AllAccountsQuery): Select {
  let narrowed = select
  if (state === 'suspended') narrowed = narrowed.where('suspended_at', 'is not', null)
  else if (state !== undefined) narrowed = narrowed.where('state', '=', state).where('suspended_at', 'is', null)
  if (search === undefined) return narrowed
  const { text, ownerIds, providerIds } = search
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return narrowed.where(({ eb, or }) =>
    or([
      sql<boolean>`lower(service) like ${pattern} escape '\\'`,
      sql<boolean>`lower(type) like ${pattern} escape '\\'`,
      ...(ownerIds.length > 0 ? [eb('owner_id', 'in', [...ownerIds])] : []),
      ...(providerIds.length > 0 ? [eb('provider_id', 'in', [...providerIds])] : []),
    ]),
  )
}
