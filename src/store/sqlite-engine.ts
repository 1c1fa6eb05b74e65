import { Kysely } from 'kysely'
import type { Database } from './database.ts'
import type { Engine, EngineOptions } from './engine.ts'
import { migrate, requireTables } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { makeSqliteDialect } from './sqlite-dialect.ts'
import { makeSqliteHotReads } from './sqlite-hot-reads.ts'
import { SQLITE_NOW, SQLITE_TABLES } from './sqlite-tables.ts'
import { makeTransactionGuard } from './transaction-guard.ts'
import { watchForeignChanges } from './watch-foreign-changes.ts'

/** One file: a connection that writes, and one for hot reads. Several processes may have it open. */
export async function openSqlite(file: string, { readonly, migrates, shiftMs }: EngineOptions): Promise<Engine> {
  const writer = await openDatabase(file, readonly)
  const guard = makeTransactionGuard()
  const db = new Kysely<Database>({ dialect: makeSqliteDialect(writer, guard) })
  try {
    await (readonly || !migrates ? requireTables(db, SQLITE_TABLES) : migrate(db, SQLITE_TABLES))
    const reader = await openDatabase(file, true)
    const changes = watchForeignChanges(writer)
    return {
      db,
      hot: makeSqliteHotReads(reader),
      clock: SQLITE_NOW,
      // SQLite runs in this process: what it would read is this very clock.
      now: () => Date.now() + shiftMs(),
      transaction: work => db.transaction().execute(tx => guard.inside(() => work(tx))),
      onForeignChange: changes.add,
      async close() {
        changes.close()
        reader.close()
        await db.destroy()
      },
    }
  } catch (error) {
    await db.destroy()
    throw error
  }
}
