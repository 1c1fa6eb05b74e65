import type { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { makeAccounts } from './accounts.ts'
import { makeApiKeys } from './api-keys.ts'
import { makeAttempts } from './attempts.ts'
import { makeDataKeys } from './data-keys.ts'
import type { Database } from './database.ts'
import { makeGrants } from './grants.ts'
import { makeHotReads, SQLITE_NOW } from './hot-reads.ts'
import { makeIdempotency } from './idempotency.ts'
import { makeJournal } from './journal.ts'
import { makeMeta } from './meta.ts'
import { migrate, requireTables } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { makeProviders } from './providers.ts'
import type { RepositoryContext } from './repository-context.ts'
import { makeSessions } from './sessions.ts'
import { makeSqliteDialect } from './sqlite-dialect.ts'
import { makeTransactionGuard, type TransactionGuard } from './transaction-guard.ts'
import type { Repositories, Store } from './types.ts'
import { watchForeignChanges } from './watch-foreign-changes.ts'

interface StoreOptions {
  /** Path of the database file. Its folder is made with mode 0700, the file with 0600. */
  file: string
  /** Opens an existing file and never writes, not even a migration. */
  readonly?: boolean
  /** Ms to add to the database's clock: for tests. */
  shiftMs?: () => number
}

/**
 * Opens the database and brings its tables up to date. What a method wrote is on disk when its promise settles.
 * Several processes may have the same file open. Throws `config_invalid` when the file is none of ours, or newer.
 */
export async function openStore({ file, readonly = false, shiftMs = () => 0 }: StoreOptions): Promise<Store> {
  const writer = await openDatabase(file, readonly)
  const guard = makeTransactionGuard()
  const db = new Kysely<Database>({ dialect: makeSqliteDialect(writer, guard) })
  try {
    await (readonly ? requireTables(db) : migrate(db))
    const reader = await openDatabase(file, true)
    return makeStore({ db, guard, writer, reader, shiftMs })
  } catch (error) {
    await db.destroy()
    throw error
  }
}

interface Parts {
  db: Kysely<Database>
  guard: TransactionGuard
  writer: DatabaseSync
  reader: DatabaseSync
  shiftMs: () => number
}

function makeStore({ db, guard, writer, reader, shiftMs }: Parts): Store {
  const hot = makeHotReads(reader, shiftMs)
  const contextOf = (on: Kysely<Database>): RepositoryContext => ({
    db: on,
    hot,
    now: () => sql<number>`(${sql.raw(SQLITE_NOW)} + ${sql.lit(shiftMs())})`,
  })
  const changes = watchForeignChanges(writer)
  return {
    ...makeRepositories(contextOf(db)),
    now: hot.now,
    transaction: work => db.transaction().execute(tx => guard.inside(() => work(makeRepositories(contextOf(tx))))),
    onForeignChange: changes.add,
    async close() {
      changes.close()
      reader.close()
      await db.destroy()
    },
  }
}

function makeRepositories(context: RepositoryContext): Repositories {
  return {
    meta: makeMeta(context),
    dataKeys: makeDataKeys(context),
    accounts: makeAccounts(context),
    grants: makeGrants(context),
    journal: makeJournal(context),
    providers: makeProviders(context),
    attempts: makeAttempts(context),
    apiKeys: makeApiKeys(context),
    sessions: makeSessions(context),
    idempotency: makeIdempotency(context),
  }
}
