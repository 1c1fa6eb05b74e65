import type { Soon } from './soon.ts'

export interface ApiKeyRow {
  id: string
  workspaceId: string
  ownerId: string
  /** The id of the first key of those that replaced each other; null, in old rows: its own. */
  line: string | null
  name: string
  /** First characters, to tell keys apart. */
  start: string
  /** SHA-256 of the key. */
  hash: Uint8Array
  scopes: string[]
  /** Null: as many as any key. */
  readsPerSecond: number | null
  createdAt: number
  expiresAt: number | null
  lastUsedAt: number | null
  revokedAt: number | null
}

/** What says whether a key may be used, and for whom. */
export type HotApiKey = Pick<
  ApiKeyRow,
  'id' | 'workspaceId' | 'ownerId' | 'line' | 'scopes' | 'readsPerSecond' | 'expiresAt' | 'revokedAt'
>

export interface SessionRow {
  /** SHA-256 of the cookie's value in hex. */
  hash: string
  workspaceId: string
  userId: string
  createdAt: number
  lastSeenAt: number
  expiresAt: number
  /** What its browser calls itself, shortened; null where nobody is to be shown it. */
  browser: string | null
}

export interface ApiKeys {
  insert(row: ApiKeyRow): Promise<void>
  get(id: string): Promise<ApiKeyRow | null>
  /** Without revoked ones, newest first. */
  list(ownerId: string): Promise<ApiKeyRow[]>
  /** Hot read; also gives revoked and expired keys, so that the caller can say which. */
  byHashHot(hash: Uint8Array): Soon<HotApiKey | null>
  /** Null when there is none, or it is revoked already. */
  revoke(id: string, at: number): Promise<ApiKeyRow | null>
  /** The key ends at this time. */
  endAt(id: string, at: number): Promise<void>
  markUsed(id: string, at: number): Promise<void>
  /** All of one user become another's. */
  giveTo(ownerId: string, userId: string): Promise<void>
}

export interface Sessions {
  insert(row: SessionRow): Promise<void>
  /** Null when unknown or expired. */
  get(hash: string): Promise<SessionRow | null>
  touch(hash: string, lastSeenAt: number, expiresAt: number): Promise<void>
  remove(hash: string): Promise<void>
  /** Those of a user that are not over, the newest first. */
  listOf(user: Pick<SessionRow, 'userId' | 'workspaceId'>): Promise<SessionRow[]>
  /** Ends all of a user but `keep`; gives how many. */
  removeOf(userId: string, keep?: string): Promise<number>
  purge(expiredBefore: number): Promise<number>
}

export interface IdempotencyKey {
  workspaceId: string
  userId: string
  key: string
}

export interface Idempotency {
  /**
   * Claims the key for a request. `running`: the same request is being answered now. `requestHash` of an older
   * answer tells whether the key was used for something else.
   */
  claim(
    key: IdempotencyKey,
    requestHash: string,
  ): Promise<{ state: 'new' } | { state: 'running' | 'done'; requestHash: string; answer: string | null }>
  /** Keeps the answer (JSON text, no secrets) for repeats. */
  keep(key: IdempotencyKey, answer: string): Promise<void>
  /** The request failed: the key may be used again. */
  drop(key: IdempotencyKey): Promise<void>
  purge(createdBefore: number): Promise<number>
}
