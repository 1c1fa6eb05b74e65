import type { HotApiKey } from './access-types.ts'
import { CODECS } from './database.ts'
import type { Soon } from './soon.ts'
import type { EntryUser, GrantRow, HotAccount, HotCredential } from './types.ts'

/**
 * Reads on the path of every credential, on statements that are prepared once: building each query cost half the rate.
 * They see committed rows only, and never wait for a transaction of this process.
 */
export interface HotReads {
  /** One's own, or one that is shared. */
  account(id: string, of: EntryUser): Soon<HotAccount | null>
  grantByLogin(loginId: string, userId: string): Soon<GrantRow | null>
  apiKeyByHash(hash: Uint8Array): Soon<HotApiKey | null>
  /** All that one credential is read from, in one statement. */
  credential(keyHash: Uint8Array, accountId: string): Soon<HotCredential>
}

/** What a credential is read from, and what says whether a key may be used: every column more costs each read. */
export const HOT_ACCOUNT = CODECS.accounts.pick([
  'id',
  'workspaceId',
  'ownerId',
  'kind',
  'lastTestedAt',
  'value',
  'valueVersion',
  'sharedAt',
  'suspendedAt',
])
export const HOT_API_KEY = CODECS.apiKeys.pick([
  'id',
  'workspaceId',
  'ownerId',
  'line',
  'scopes',
  'readsPerSecond',
  'expiresAt',
  'revokedAt',
])
export const HOT_GRANT = CODECS.grants.pick([
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

interface JoinedRead {
  name: string
  /** The parts of a statement behind `select`; `?` stands for the id, then for the hash of the key. */
  columns: string
  from: string
  decode(values: readonly unknown[] | undefined): HotCredential
}

/**
 * The database looks for what the owner of the key may use: nobody is to tell by the time what is somebody else's from
 * what is not there (decision 122).
 */
const USABLE = `a.id = ? and a.workspace_id = k.workspace_id and (a.owner_id = k.owner_id or a.shared_at is not null)`

const NOTHING: HotCredential = { key: null, account: null, grant: null }

/** A connection needs no grant, and looking for one would cost it as much again. */
export const HOT_CONNECTION: JoinedRead = {
  name: 'flow-connection',
  columns: [...named('k', HOT_API_KEY.columns), ...named('a', HOT_ACCOUNT.columns)].join(', '),
  from: `api_keys k left join accounts a on ${USABLE} where k.hash = ?`,
  decode: values => (values ? { ...decodeEntry(values), grant: null } : NOTHING),
}

export const HOT_LOGIN: JoinedRead = {
  name: 'flow-login',
  columns: `${HOT_CONNECTION.columns}, ${named('g', HOT_GRANT.columns).join(', ')}`,
  from: `api_keys k left join accounts a on ${USABLE}
    left join grants g on g.login_id = a.id and g.user_id = a.owner_id where k.hash = ?`,
  decode(values) {
    if (!values) return NOTHING
    const from = HOT_API_KEY.columns.length + HOT_ACCOUNT.columns.length
    return { ...decodeEntry(values), grant: values[from] === null ? null : HOT_GRANT.decode(values, from) }
  },
}

function named(table: string, columns: readonly string[]): string[] {
  return columns.map(column => `${table}.${column}`)
}

function decodeEntry(values: readonly unknown[]): Pick<HotCredential, 'key' | 'account'> {
  const from = HOT_API_KEY.columns.length
  return {
    key: HOT_API_KEY.decode(values),
    account: values[from] === null ? null : HOT_ACCOUNT.decode(values, from),
  }
}
