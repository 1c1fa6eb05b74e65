const SQLITE_CONSTRAINT_FOREIGNKEY = 787
const SQLITE_CONSTRAINT_UNIQUE = 2067
const POSTGRES_FOREIGNKEY = '23503'
const POSTGRES_UNIQUE = '23505'

/**
 * True when `error` says that a unique index of `table` over `column` (its last column) holds this value already. SQLite
 * names the columns, PostgreSQL the index, which is called `<table>_<column>`.
 */
export function breaksUnique(error: unknown, table: string, column: string): boolean {
  if (!(error instanceof Error)) return false
  if (codeOf(error) === POSTGRES_UNIQUE) return 'constraint' in error && error.constraint === `${table}_${column}`
  return codeOf(error) === SQLITE_CONSTRAINT_UNIQUE && error.message.endsWith(`${table}.${column}`)
}

/** True when another row still points at the one to be removed, or the one pointed at is gone. */
export function breaksReference(error: unknown): boolean {
  const code = codeOf(error)
  return code === SQLITE_CONSTRAINT_FOREIGNKEY || code === POSTGRES_FOREIGNKEY
}

function codeOf(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined
  if ('errcode' in error) return error.errcode
  return 'code' in error ? error.code : undefined
}
