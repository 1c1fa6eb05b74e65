import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { Encoded } from './codec.ts'
import { CODECS } from './database.ts'
import { HOT_ACCOUNT, HOT_API_KEY, type HotReads } from './hot-reads.ts'
import { forgetDamage, translateSqlite } from './sqlite-trouble.ts'
import type { GrantRow } from './types.ts'

/** Synchronous, on a connection of their own. `reader` is open for reading only; the tables exist already. */
export function makeSqliteHotReads(reader: DatabaseSync): HotReads {
  const grant = reader.prepare('select * from grants where login_id = ? and user_id = ?')
  return {
    account: makeRead(reader, 'accounts where id = ?', HOT_ACCOUNT),
    grantByLogin(loginId, userId) {
      const raw = attempt(reader, () => grant.get(loginId, userId))
      return raw ? CODECS.grants.decode(raw as unknown as Encoded<GrantRow>) : null
    },
    apiKeyByHash: makeRead(reader, 'api_keys where hash = ?', HOT_API_KEY),
  }
}

interface Picked<Row> {
  columns: string[]
  decode(values: readonly unknown[]): Row
}

/** Reads one row. Its values come as a list: an object with their names costs as much as the search for the row. */
function makeRead<Row>(reader: DatabaseSync, from: string, { columns, decode }: Picked<Row>) {
  const statement = reader.prepare(`select ${columns.join(', ')} from ${from}`)
  statement.setReturnArrays(true)
  return (parameter: SQLInputValue): Row | null => {
    const values = attempt(reader, () => statement.get(parameter))
    return Array.isArray(values) ? decode(values) : null
  }
}

function attempt<T>(reader: DatabaseSync, read: () => T): T {
  try {
    return read()
  } catch (error) {
    forgetDamage(reader, error)
    throw translateSqlite(error)
  }
}
