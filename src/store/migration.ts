import type { Kysely } from 'kysely'
import type { Database } from './database.ts'

/** Words of a dialect for the columns of a migration. */
export interface ColumnWords {
  engine: 'sqlite' | 'postgres'
  int: string
  bytes: string
  /** Compared byte by byte, so that lists and cursors are in the same order everywhere. */
  text: string
  /** What stands after the closing bracket of a table. */
  end: string
}

export interface Migration {
  version: number
  /** The oldest program, by its newest migration, that can still read and write what this one leaves. */
  minReader: number
  statements(words: ColumnWords): string[]
}

/** What a kind of database needs beside the statements themselves. */
export interface TableMaker {
  words: ColumnWords
  /** Begins the one transaction of all migrations; other processes that want the same wait. */
  begin(db: Kysely<Database>): Promise<void>
  hasSchema(db: Kysely<Database>): Promise<boolean>
}
