import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'

interface Prepared {
  statement: StatementSync
  givesRows: boolean
}

const CACHE_SIZE = 300
const SQLITE_BUSY = 5
const PATIENCE_MS = 15_000
const PAUSES_MS = [2, 5, 10, 20, 40, 60]

/** One connection of kysely over `node:sqlite`. Statements are prepared once and kept, the longest unused one goes first. */
export function makeSqliteConnection(database: DatabaseSync): DatabaseConnection {
  const cache = new Map<string, Prepared>()

  function prepare(sql: string): Prepared {
    const known = cache.get(sql)
    if (known) {
      cache.delete(sql)
      cache.set(sql, known)
      return known
    }
    const statement = database.prepare(sql)
    const made = { statement, givesRows: statement.columns().length > 0 }
    cache.set(sql, made)
    const oldest = cache.size > CACHE_SIZE ? cache.keys().next().value : undefined
    if (oldest !== undefined) cache.delete(oldest)
    return made
  }

  function run<Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> {
    const { statement, givesRows } = prepare(sql)
    const values = parameters as SQLInputValue[]
    // The spread turns rows without a prototype into plain objects.
    if (givesRows) return { rows: statement.all(...values).map(row => ({ ...row })) as Row[] }
    const { changes, lastInsertRowid } = statement.run(...values)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  return {
    executeQuery: query => whenFree(database, () => run(query)),
    // biome-ignore lint/correctness/useYield: kysely asks for a generator, and nothing here streams
    async *streamQuery() {
      throw new TypeError('this database does not stream')
    },
  }
}

/**
 * Runs `work`, and again while another process holds the database. SQLite's own waiting stops the whole program,
 * so it is short, and the long wait happens here. Inside a transaction the lock is ours: there it runs once.
 */
export async function whenFree<T>(database: DatabaseSync, work: () => T): Promise<T> {
  const waitSince = Date.now()
  for (let turn = 0; ; turn++) {
    try {
      return work()
    } catch (error) {
      if (database.isTransaction || !isBusy(error) || Date.now() - waitSince > PATIENCE_MS) throw error
      await sleep(PAUSES_MS[Math.min(turn, PAUSES_MS.length - 1)])
    }
  }
}

/** True when another process holds the database, or keeps everybody from writing. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY
}
