import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { Picked } from './codec.ts'
import { HOT_ACCOUNT, HOT_API_KEY, HOT_CONNECTION, HOT_GRANT, HOT_LOGIN, type HotReads } from './hot-reads.ts'
import { forgetDamage, translateSqlite } from './sqlite-trouble.ts'

/** Synchronous, on a connection of their own. `reader` is open for reading only; the tables exist already. */
export function makeSqliteHotReads(reader: DatabaseSync): HotReads {
  const connection = prepare(reader, HOT_CONNECTION)
  const login = prepare(reader, HOT_LOGIN)
  const usable = 'id = ? and workspace_id = ? and (owner_id = ? or shared_at is not null)'
  const account = makeRead(reader, `accounts where ${usable}`, HOT_ACCOUNT)
  return {
    account: (id, { workspaceId, ownerId }) => account(id, workspaceId, ownerId),
    grantByLogin: makeRead(reader, 'grants where login_id = ? and user_id = ?', HOT_GRANT),
    apiKeyByHash: makeRead(reader, 'api_keys where hash = ?', HOT_API_KEY),
    credential: (keyHash, accountId) =>
      accountId.startsWith('log_')
        ? HOT_LOGIN.decode(login(accountId, keyHash))
        : HOT_CONNECTION.decode(connection(accountId, keyHash)),
  }
}

function makeRead<Row>(reader: DatabaseSync, from: string, { columns, decode }: Picked<Row>) {
  const read = prepare(reader, { columns: columns.join(', '), from })
  return (...parameters: SQLInputValue[]): Row | null => {
    const values = read(...parameters)
    return values ? decode(values) : null
  }
}

/** Reads one row. Its values come as a list: an object with their names costs as much as the search for the row. */
function prepare(reader: DatabaseSync, { columns, from }: { columns: string; from: string }) {
  const statement = reader.prepare(`select ${columns} from ${from}`)
  statement.setReturnArrays(true)
  return (...parameters: SQLInputValue[]): readonly unknown[] | undefined => {
    try {
      const values: unknown = statement.get(...parameters)
      return Array.isArray(values) ? values : undefined
    } catch (error) {
      forgetDamage(reader, error)
      throw translateSqlite(error)
    }
  }
}
