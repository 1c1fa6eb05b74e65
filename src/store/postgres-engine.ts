import { randomBytes } from 'node:crypto'
import { Kysely, sql } from 'kysely'
import type { Database } from './database.ts'
import type { Engine, EngineOptions } from './engine.ts'
import { migrate, requireTables } from './migrate.ts'
import { watchClock } from './postgres-clock.ts'
import { makePostgresDialect } from './postgres-dialect.ts'
import { makePostgresHotReads } from './postgres-hot-reads.ts'
import { openReadLines } from './postgres-lines.ts'
import { listenForChanges } from './postgres-notices.ts'
import { openPool } from './postgres-pool.ts'
import { LOCKS, POSTGRES_NOW, POSTGRES_TABLES } from './postgres-tables.ts'
import { translatePostgres } from './postgres-trouble.ts'
import { makeTransactionGuard } from './transaction-guard.ts'

/** A PostgreSQL database that several nodes may share. Throws `database_unavailable` when it cannot be reached. */
export async function openPostgres(url: string, { readonly, migrates, shiftMs }: EngineOptions): Promise<Engine> {
  const name = `flow-${randomBytes(6).toString('hex')}`
  const postgres = openPool(url, name)
  const guard = makeTransactionGuard()
  const db = new Kysely<Database>({ dialect: makePostgresDialect(postgres, guard) })
  try {
    await (readonly || !migrates ? requireTables(db, POSTGRES_TABLES) : migrate(db, POSTGRES_TABLES))
    const clock = await watchClock(postgres)
    const changes = listenForChanges(postgres.place, name)
    const lines = openReadLines(postgres, name)
    return {
      db,
      hot: makePostgresHotReads(lines),
      clock: POSTGRES_NOW,
      now: () => clock.now() + shiftMs(),
      transaction: work =>
        db.transaction().execute(tx =>
          guard.inside(async () => {
            await sql`select pg_advisory_xact_lock(${sql.lit(LOCKS.write)})`.execute(tx)
            return work(tx)
          }),
        ),
      onForeignChange: changes.add,
      async close() {
        clock.close()
        await changes.close()
        await lines.close()
        await db.destroy()
      },
    }
  } catch (error) {
    await db.destroy()
    throw translatePostgres(error, postgres.place.name)
  }
}
