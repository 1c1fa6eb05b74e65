import type { Kysely } from 'kysely'
import type { Database } from './database.ts'
import type { HotReads } from './hot-reads.ts'

/** What the two kinds of database differ in; every repository is the same on both. */
export interface Engine {
  db: Kysely<Database>
  hot: HotReads
  /** SQL for the database's clock in ms, without the shift of tests. */
  clock: string
  /** The same clock, as this process knows it. */
  now(): number
  /** One write transaction, and no other of these at the same time in any process. */
  transaction<T>(work: (tx: Kysely<Database>) => Promise<T>): Promise<T>
  onForeignChange(callback: () => void): { close(): void }
  close(): Promise<void>
}

/** Where the data is: one file of this machine, or a PostgreSQL database. */
export type StorePlace = { file: string } | { url: string }

export interface EngineOptions {
  /** Opens what is there and never writes, not even a migration. */
  readonly: boolean
  /** Brings the tables up to date; without it older ones are refused. */
  migrates: boolean
  /** Ms to add to the database's clock: for tests. */
  shiftMs: () => number
}
