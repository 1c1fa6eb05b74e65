import type { Kysely, RawBuilder } from 'kysely'
import type { Database } from './database.ts'
import type { HotReads } from './hot-reads.ts'

/** What every repository is made from: the pool or one transaction, the database's clock, and the hot reads. */
export interface RepositoryContext {
  db: Kysely<Database>
  /** Ms since 1970 by the database's clock, as part of a statement. */
  now(): RawBuilder<number>
  hot: HotReads
}
