import type { HotApiKey } from './access-types.ts'
import { CODECS } from './database.ts'
import type { Soon } from './soon.ts'
import type { GrantRow, HotAccount } from './types.ts'

/**
 * Reads on the path of every credential, on statements that are prepared once: building each query cost half the rate.
 * They see committed rows only, and never wait for a transaction of this process.
 */
export interface HotReads {
  account(id: string): Soon<HotAccount | null>
  grantByLogin(loginId: string, userId: string): Soon<GrantRow | null>
  apiKeyByHash(hash: Uint8Array): Soon<HotApiKey | null>
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
