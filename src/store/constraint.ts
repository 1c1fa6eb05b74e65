const SQLITE_CONSTRAINT_FOREIGNKEY = 787
const SQLITE_CONSTRAINT_UNIQUE = 2067

/** True when `error` says that a unique index of `table` over `column` (its last column) holds this value already. */
export function breaksUnique(error: unknown, table: string, column: string): boolean {
  return (
    codeOf(error) === SQLITE_CONSTRAINT_UNIQUE && error instanceof Error && error.message.endsWith(`${table}.${column}`)
  )
}

/** True when another row still points at the one to be removed, or the one pointed at is gone. */
export function breaksReference(error: unknown): boolean {
  return codeOf(error) === SQLITE_CONSTRAINT_FOREIGNKEY
}

function codeOf(error: unknown): number {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0
}
