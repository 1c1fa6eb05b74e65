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

/** Unlike kysely's own: a migration that fails leaves nothing behind. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** kysely over one `node:sqlite` connection, handed out to one user at a time (docs/decisions: stack, database). */
export function makeSqliteDialect(database: DatabaseSync): Dialect {
  return {
    createDriver: () => makeDriver(database),
    createAdapter: () => new TransactionalAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: db => new SqliteIntrospector(db),
  }
}

function makeDriver(database: DatabaseSync): Driver {
  const connection = makeSqliteConnection(database)
  const send = async (on: DatabaseConnection, statement: string) => {
    await on.executeQuery(CompiledQuery.raw(statement))
  }
  const waiting: (() => void)[] = []
  let taken = false
  return {
    init: async () => undefined,
    async acquireConnection() {
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
