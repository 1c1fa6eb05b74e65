import { CODECS } from './database.ts'
import { HOT_ACCOUNT, HOT_API_KEY, type HotReads } from './hot-reads.ts'
import type { PostgresPool } from './postgres-pool.ts'
import { translatePostgres } from './postgres-trouble.ts'

const GRANT = CODECS.grants.pick([
  'id',
  'workspaceId',
  'loginId',
  'userId',
  'providerId',
  'configVersion',
  'status',
  'reason',
  'cred',
  'credVersion',
  'accessExpiresAt',
  'refreshAfter',
  'leaseOwner',
  'leaseUntil',
  'leaseEpoch',
  'failClass',
  'failCount',
  'nextTryAt',
  'lastOkAt',
  'account',
  'accountHash',
  'scopes',
  'createdAt',
  'updatedAt',
])

interface Picked<Row> {
  columns: string[]
  decode(values: readonly unknown[]): Row
}

/** Named statements: each connection of the pool prepares them once. */
export function makePostgresHotReads({ pool, place }: PostgresPool): HotReads {
  const makeRead =
    <Row>(name: string, from: string, { columns, decode }: Picked<Row>) =>
    async (...values: unknown[]): Promise<Row | null> => {
      const text = `select ${columns.join(', ')} from ${from}`
      const { rows } = await pool.query<unknown[]>({ name, text, values, rowMode: 'array' }).catch(error => {
        throw translatePostgres(error, place.name)
      })
      return rows[0] ? decode(rows[0]) : null
    }
  return {
    account: makeRead('flow-account', 'accounts where id = $1', HOT_ACCOUNT),
    grantByLogin: makeRead('flow-grant', 'grants where login_id = $1 and user_id = $2', GRANT),
    apiKeyByHash: makeRead('flow-key', 'api_keys where hash = $1', HOT_API_KEY),
  }
}
