import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { PoolClient, QueryResult } from 'pg'
import type { PostgresPool } from './postgres-pool.ts'
import { translatePostgres } from './postgres-trouble.ts'
import type { TransactionGuard } from './transaction-guard.ts'

interface PostgresConnection extends DatabaseConnection {
  client: PoolClient
  /** Listens while it is handed out: trouble that comes between two statements would end the program. */
  lost: (error: Error) => void
  /** Set when the connection may not be used again. */
  broken: boolean
}

/** kysely over a pool of `pg`, with our words for trouble of the server (docs/decisions/105). */
export function makePostgresDialect(postgres: PostgresPool, guard: TransactionGuard): Dialect {
  return {
    createDriver: () => makeDriver(postgres, guard),
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: db => new PostgresIntrospector(db),
  }
}

function makeDriver({ pool, place }: PostgresPool, guard: TransactionGuard): Driver {
  const send = (on: DatabaseConnection, statement: string) => on.executeQuery<unknown>(CompiledQuery.raw(statement))
  return {
    init: async () => undefined,
    async acquireConnection() {
      guard.requireOutside()
      const client = await pool.connect().catch(error => {
        throw translatePostgres(error, place.name)
      })
      return makeConnection(client, place.name)
    },
    async releaseConnection(on) {
      const { client, broken, lost } = on as PostgresConnection
      client.release(broken)
      client.off('error', lost)
    },
    async beginTransaction(on) {
      await send(on, 'begin')
    },
    async commitTransaction(on) {
      const { client } = on as PostgresConnection
      const { command } = await client.query('commit').catch(error => markBroken(on, error, place.name))
      // An earlier statement failed and nobody minded: PostgreSQL has rolled back, and says so in this one word.
      if (command === 'ROLLBACK') throw new TypeError('a statement of this transaction failed, so nothing was written')
    },
    async rollbackTransaction(on) {
      // On a broken connection nothing is left to roll back.
      if (!(on as PostgresConnection).broken) await send(on, 'rollback')
    },
    async destroy() {
      await pool.end()
    },
  }
}

function makeConnection(client: PoolClient, name: string): PostgresConnection {
  const connection: PostgresConnection = {
    client,
    broken: false,
    lost: () => {
      connection.broken = true
    },
    async executeQuery({ sql, parameters }) {
      const result: QueryResult = await client
        .query(sql, [...parameters])
        .catch(error => markBroken(connection, error, name))
      const { command, rowCount, rows } = result
      if (!/^(INSERT|UPDATE|DELETE|MERGE)$/.test(command)) return { rows }
      return { rows, numAffectedRows: BigInt(rowCount ?? 0) }
    },
    // biome-ignore lint/correctness/useYield: kysely asks for a generator, and nothing here streams
    async *streamQuery() {
      throw new TypeError('this database does not stream')
    },
  }
  client.on('error', connection.lost)
  return connection
}

/** After trouble of the server nobody knows what the connection would do next. */
function markBroken(on: DatabaseConnection, error: unknown, name: string): never {
  const told = translatePostgres(error, name)
  if (told !== error) (on as PostgresConnection).broken = true
  throw told
}
