import { type Kysely, sql } from 'kysely'
import { AppError } from '#shared/errors/app-error.ts'
import type { Database } from './database.ts'
import type { Migration, TableMaker } from './migration.ts'
import { firstTables } from './migrations/001-first-tables.ts'
import { dueGrants } from './migrations/002-due-grants.ts'
import { changeNotices } from './migrations/003-change-notices.ts'
import { uses } from './migrations/004-uses.ts'
import { audit } from './migrations/005-audit.ts'
import { newestAudit } from './migrations/006-newest-audit.ts'
import { usersAndConnectSessions } from './migrations/007-users-and-connect-sessions.ts'
import { nodes } from './migrations/008-nodes.ts'
import { sessionList } from './migrations/009-session-list.ts'
import { revocations } from './migrations/010-revocations.ts'
import { stateSince } from './migrations/011-state-since.ts'
import { auditAddress } from './migrations/012-audit-address.ts'
import { auditMarks } from './migrations/013-audit-marks.ts'
import { limitCounts } from './migrations/014-limit-counts.ts'
import { suspendedEntries } from './migrations/015-suspended-entries.ts'
import { webhooks } from './migrations/016-webhooks.ts'
import { retests } from './migrations/017-retests.ts'

const MIGRATIONS: readonly Migration[] = [
  firstTables,
  dueGrants,
  changeNotices,
  uses,
  audit,
  newestAudit,
  usersAndConnectSessions,
  nodes,
  sessionList,
  revocations,
  stateSince,
  auditAddress,
  auditMarks,
  limitCounts,
  suspendedEntries,
  webhooks,
  retests,
]

/**
 * Brings the tables up to date, all missing steps in one transaction that other processes wait for: either all of them, or none.
 * Throws `config_invalid` when a newer program wrote this data and says that we cannot read it (security.md §6.0).
 */
export async function migrate(db: Kysely<Database>, tables: TableMaker): Promise<void> {
  if ((await readVersion(db, tables)) >= newestVersion()) return
  await db.connection().execute(async connection => {
    await tables.begin(connection)
    try {
      await applyMissing(connection, tables)
      await sql`commit`.execute(connection)
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => undefined)
      throw error
    }
  })
}

/** For a reader that may not migrate. Throws `config_invalid` when a server has to do it first. */
export async function requireTables(db: Kysely<Database>, tables: TableMaker): Promise<void> {
  if ((await readVersion(db, tables)) >= newestVersion()) return
  throw new AppError('config_invalid', {
    detail:
      'This data has no tables yet, or those of an older version of this program. Start the server once, which brings it up to date; in team mode run: flow-deploy migrate.',
  })
}

async function applyMissing(db: Kysely<Database>, tables: TableMaker): Promise<void> {
  const { words } = tables
  await sql
    .raw(
      `create table if not exists schema (version ${words.int} not null, min_reader ${words.int} not null)${words.end}`,
    )
    .execute(db)
  // Another process may have done it while this one waited for the lock.
  const version = await readVersion(db, tables)
  for (const migration of MIGRATIONS) {
    if (migration.version <= version) continue
    for (const statement of migration.statements(words)) await sql.raw(statement).execute(db)
    await db.deleteFrom('schema').execute()
    await db.insertInto('schema').values({ version: migration.version, min_reader: migration.minReader }).execute()
  }
}

/** 0 for an empty database. */
async function readVersion(db: Kysely<Database>, tables: TableMaker): Promise<number> {
  if (!(await tables.hasSchema(db))) return 0
  const row = await db.selectFrom('schema').selectAll().executeTakeFirst()
  if (row && row.min_reader > newestVersion()) {
    throw new AppError('config_invalid', {
      detail: `This data was written by a newer version of this program (schema ${row.version}; this one knows ${newestVersion()}). Install the newer version again.`,
    })
  }
  return row?.version ?? 0
}

function newestVersion(): number {
  return MIGRATIONS.at(-1)?.version ?? 0
}
