import type { DatabaseSync } from 'node:sqlite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { makeSqliteConnection } from './sqlite-connection.ts'
import { forgetDamage, translateSqlite } from './sqlite-trouble.ts'
import type { TransactionGuard } from './transaction-guard.ts'

class OurAdapter extends SqliteAdapter {
  /** Our driver makes callers wait by itself: kysely's queue would stay closed for ever after an error in it. */
  override get supportsMultipleConnections(): boolean {
    return true
  }

  /** Unlike kysely's own, a migration that fails leaves nothing behind. */
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** kysely over one `node:sqlite` connection, handed out to one user at a time (docs/decisions/010). */
export function makeSqliteDialect(database: DatabaseSync, guard: TransactionGuard): Dialect {
  return {
    createDriver: () => makeDriver(database, guard),
    createAdapter: () => new OurAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: db => new SqliteIntrospector(db),
  }
}

function makeDriver(database: DatabaseSync, guard: TransactionGuard): Driver {
  const plain = makeSqliteConnection(database)
  const connection: DatabaseConnection = {
    ...plain,
    executeQuery: query =>
      plain.executeQuery<never>(query).catch(error => {
        forgetDamage(database, error)
        throw translateSqlite(error)
      }),
  }
  const send = async (on: DatabaseConnection, statement: string) => {
    await on.executeQuery(CompiledQuery.raw(statement))
  }
  const waiting: (() => void)[] = []
  let taken = false
  return {
    init: async () => undefined,
    async acquireConnection() {
      guard.requireOutside()
      if (taken) await new Promise<void>(go => waiting.push(go))
      taken = true
      return connection
    },
    async releaseConnection() {
      const next = waiting.shift()
      if (next) next()
      else taken = false
    },
    // A transaction that begins as a reader cannot become a writer while another process writes: it fails at once.
    beginTransaction: on => send(on, 'begin immediate'),
    commitTransaction: on => send(on, 'commit'),
    async rollbackTransaction(on) {
      // After some failures (a full disk) SQLite has rolled back by itself.
      if (database.isTransaction) await send(on, 'rollback')
    },
    async destroy() {
      database.close()
    },
  }
}
