import { type CustomTypesConfig, Pool, types } from 'pg'
import { type PostgresPlace, readPlace } from './postgres-place.ts'

const INT8 = 20
const BYTEA = 17
const CONNECTIONS = 10
/** A statement of ours takes milliseconds; what takes longer has lost its server, or waits for a lock nobody gives up. */
const LONGEST_MS = 30_000

const parseBytes = types.getTypeParser(BYTEA, 'text') as (text: string) => Buffer

/** Numbers as numbers (ms and counts are far below 2^53), and bytes as plain `Uint8Array`, as SQLite gives them. */
export const postgresTypes: CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8) return Number
    if (oid === BYTEA) return (text: string) => new Uint8Array(parseBytes(text))
    return types.getTypeParser(oid, format as 'text')
  },
} as CustomTypesConfig

export interface PostgresPool {
  pool: Pool
  place: PostgresPlace
}

/** Connections to the database that `url` names. None is made before it is needed. `name` tells this process from others. */
export function openPool(url: string, name: string): PostgresPool {
  const place = readPlace(url)
  const pool = new Pool({
    ...place.connect,
    application_name: name,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5000,
    statement_timeout: LONGEST_MS,
    query_timeout: LONGEST_MS + 5000,
    idle_in_transaction_session_timeout: LONGEST_MS,
    keepAlive: true,
    types: postgresTypes,
  })
  // A connection that breaks while nobody uses it is dropped by the pool; the next one who asks gets a new one.
  pool.on('error', () => undefined)
  return { pool, place }
}
