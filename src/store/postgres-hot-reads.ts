import type { Picked } from './codec.ts'
import { HOT_ACCOUNT, HOT_API_KEY, HOT_CONNECTION, HOT_GRANT, HOT_LOGIN, type HotReads } from './hot-reads.ts'
import type { ReadLines } from './postgres-lines.ts'

/** Named statements: each line prepares them once. */
export function makePostgresHotReads(lines: ReadLines): HotReads {
  const makeRead = <Row>(name: string, from: string, { columns, decode }: Picked<Row>) => {
    const text = `select ${columns.join(', ')} from ${from}`
    return async (...values: unknown[]): Promise<Row | null> => {
      const row = await lines.ask({ name, text, values })
      return row ? decode(row) : null
    }
  }
  const joined = ({ name, columns, from, decode }: typeof HOT_CONNECTION) => {
    const text = `select ${columns} from ${from.replace('?', '$1').replace('?', '$2')}`
    return async (...values: [accountId: string, keyHash: Uint8Array]) =>
      decode(await lines.ask({ name, text, values }))
  }
  const connection = joined(HOT_CONNECTION)
  const login = joined(HOT_LOGIN)
  const usable = 'id = $1 and workspace_id = $2 and (owner_id = $3 or shared_at is not null)'
  const account = makeRead('flow-account', `accounts where ${usable}`, HOT_ACCOUNT)
  return {
    account: (id, { workspaceId, ownerId }) => account(id, workspaceId, ownerId),
    grantByLogin: makeRead('flow-grant', 'grants where login_id = $1 and user_id = $2', HOT_GRANT),
    apiKeyByHash: makeRead('flow-key', 'api_keys where hash = $1', HOT_API_KEY),
    credential: (keyHash, accountId) => (accountId.startsWith('log_') ? login : connection)(accountId, keyHash),
  }
}
