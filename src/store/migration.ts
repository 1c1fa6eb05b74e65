/** Words of a dialect for the columns of a migration. */
export interface ColumnWords {
  int: string
  bytes: string
  /** What stands after the closing bracket of a table. */
  end: string
}

export interface Migration {
  version: number
  /** The oldest program, by its newest migration, that can still read and write what this one leaves. */
  minReader: number
  statements(words: ColumnWords): string[]
}
