import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { HotApiKey } from './access-types.ts'
import type { Encoded } from './codec.ts'
import { CODECS } from './database.ts'
import type { GrantRow, HotAccount } from './types.ts'

/**
 * Reads on the path of every credential: synchronous, on a connection of their own, so that they neither wait for
 * a transaction of this process nor see one that is not committed. Building each query cost half the rate.
 */
export interface HotReads {
  account(id: string): HotAccount | null
  grantByLogin(loginId: string, userId: string): GrantRow | null
  apiKeyByHash(hash: Uint8Array): HotApiKey | null
  /** Ms since 1970 by the database's clock. */
  now(): number
}

/** SQLite's clock in ms. `round`, because the seconds come as a floating number. */
export const SQLITE_NOW = `cast(round(unixepoch('subsec') * 1000) as integer)`

const ACCOUNT = CODECS.accounts.pick(['id', 'workspaceId', 'ownerId', 'kind', 'lastTestedAt', 'value', 'valueVersion'])
const API_KEY = CODECS.apiKeys.pick(['id', 'workspaceId', 'ownerId', 'scopes', 'expiresAt', 'revokedAt'])

/** `reader` is open for reading only; the tables exist already. `shiftMs` moves the clock in tests. */
export function makeHotReads(reader: DatabaseSync, shiftMs: () => number): HotReads {
  const grant = reader.prepare('select * from grants where login_id = ? and user_id = ?')
  return {
    account: makeRead(reader, 'accounts where id = ?', ACCOUNT),
    grantByLogin(loginId, userId) {
      const raw = grant.get(loginId, userId)
      return raw ? CODECS.grants.decode(raw as unknown as Encoded<GrantRow>) : null
    },
    apiKeyByHash: makeRead(reader, 'api_keys where hash = ?', API_KEY),
    // SQLite runs in this process: what it would read is this very clock.
    now: () => Date.now() + shiftMs(),
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
    const values: unknown = statement.get(parameter)
    return Array.isArray(values) ? decode(values) : null
  }
}
