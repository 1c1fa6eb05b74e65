import type { DatabaseSync } from 'node:sqlite'
import { CODECS } from './database.ts'
import type { AccountRow, ApiKeyRow, GrantRow } from './types.ts'

/**
 * Reads on the path of every credential: synchronous, on a connection of their own, so that they neither wait for
 * a transaction of this process nor see one that is not committed. Building each query cost half the rate.
 */
export interface HotReads {
  account(id: string): AccountRow | null
  grantByLogin(loginId: string, userId: string): GrantRow | null
  apiKeyByHash(hash: Uint8Array): ApiKeyRow | null
  /** Ms since 1970 by the database's clock. */
  now(): number
}

/** SQLite's clock in ms. `round`, because the seconds come as a floating number. */
export const SQLITE_NOW = `cast(round(unixepoch('subsec') * 1000) as integer)`

/** `reader` is open for reading only; the tables exist already. `shiftMs` moves the clock in tests. */
export function makeHotReads(reader: DatabaseSync, shiftMs: () => number): HotReads {
  const account = reader.prepare('select * from accounts where id = ?')
  const grant = reader.prepare('select * from grants where login_id = ? and user_id = ?')
  const apiKey = reader.prepare('select * from api_keys where hash = ?')
  const clock = reader.prepare(`select ${SQLITE_NOW} as now`)
  const decoded = <Raw, Row>(raw: unknown, codec: { decode(raw: Raw): Row }) =>
    raw === undefined ? null : codec.decode(raw as Raw)
  return {
    account: id => decoded(account.get(id), CODECS.accounts),
    grantByLogin: (loginId, userId) => decoded(grant.get(loginId, userId), CODECS.grants),
    apiKeyByHash: hash => decoded(apiKey.get(hash), CODECS.apiKeys),
    now: () => Number(clock.get()?.['now']) + shiftMs(),
  }
}
