import type { ApiKeys, HotApiKey, Idempotency, Sessions } from './access-types.ts'
import type { AuditTrail } from './audit-types.ts'
import type { ConnectSessions, Users } from './connect-types.ts'
import type { DataKeys, Meta, Nodes, SealedValues } from './instance-types.ts'
import type { LimitCounts } from './limit-types.ts'
import type { Revocations } from './revocation-types.ts'
import type { Soon } from './soon.ts'
import type { Uses } from './use-types.ts'
import type { Webhooks } from './webhook-types.ts'

/** Rows as the rest of the program sees them. Times are ms since 1970 from `store.now()`; sealed columns are bytes. */
export interface AccountRow {
  id: string
  workspaceId: string
  ownerId: string
  kind: 'connection' | 'login'
  service: string
  /** Connection type, or name of the OAuth config. */
  type: string
  version: string
  providerId: string | null
  label: string
  state: 'ok' | 'not tested' | 'failing' | 'needs reconnect'
  /** Since when it is in this state; null: an older program wrote it. Moves by itself with `state`. */
  stateSince: number | null
  message: string | null
  lastTestedAt: number | null
  /** Sealed: form values and handle of a connection, inputs of a login. */
  value: Uint8Array
  /** The version `value` was sealed with. */
  valueVersion: number
  rowVersion: number
  /** Since when everybody in the workspace may use it; null: its owner alone. */
  sharedAt: number | null
  /** Since when an administrator holds it back: it stays, and nobody gets its credentials; null: it is free. */
  suspendedAt: number | null
  /** Not tested by itself before: whoever tests it moves this first; null: it never was. */
  retestAt: number | null
  createdAt: number
  updatedAt: number
}

/** Who wants to use an entry. */
export interface EntryUser {
  workspaceId: string
  ownerId: string
}

/** What a credential is read from. Every column more would cost each read as much as a check of its key. */
export type HotAccount = Pick<
  AccountRow,
  'id' | 'workspaceId' | 'ownerId' | 'kind' | 'lastTestedAt' | 'value' | 'valueVersion' | 'sharedAt' | 'suspendedAt'
>

/** A key, an entry that its owner may use, and its tokens if it is a login. */
export interface HotCredential {
  key: HotApiKey | null
  account: HotAccount | null
  grant: GrantRow | null
}

export interface GrantRow {
  id: string
  workspaceId: string
  loginId: string
  userId: string
  providerId: string
  configVersion: string
  status: 'ok' | 'failing' | 'needs_reconnect'
  reason: string | null
  /** Sealed token set. */
  cred: Uint8Array
  /** The version `cred` was sealed with; every new `cred` is one more. */
  credVersion: number
  accessExpiresAt: number | null
  refreshAfter: number | null
  leaseOwner: string | null
  leaseUntil: number | null
  leaseEpoch: number
  failClass: string | null
  failCount: number
  nextTryAt: number | null
  lastOkAt: number | null
  /** Sealed: id and name of the account. */
  account: Uint8Array | null
  /** Keyed hash of the account's id. */
  accountHash: string | null
  scopes: string[] | null
  createdAt: number
  updatedAt: number
}

export interface JournalRow {
  id: string
  workspaceId: string
  grantId: string
  leaseEpoch: number
  /** `credVersion` of the grant when the request was sent. */
  baseVersion: number
  receivedAt: number
  /** Sealed raw answer. */
  answer: Uint8Array
  appliedAt: number | null
}

export interface ProviderRow {
  id: string
  workspaceId: string
  connector: string
  displayName: string
  slug: string
  /** JSON text. */
  config: string
  /** JSON text. */
  hosts: string
  /** Sealed; version = `rowVersion`. */
  secret: Uint8Array | null
  rowVersion: number
  createdAt: number
  updatedAt: number
}

type AttemptState = 'created' | 'started' | 'exchanging' | 'granted' | 'added' | 'failed' | 'choose_account' | 'expired'

export interface AttemptRow {
  id: string
  workspaceId: string
  /** SHA-256 of `state` (OAuth 1: of the temporary token) in hex; null until the login was begun. */
  lookupHash: string | null
  sessionHash: string
  userId: string
  contextId: string
  providerId: string
  configVersion: string
  redirectUri: string
  purpose: 'new' | 'reconnect' | 'test'
  loginId: string | null
  /** Sealed: PKCE verifier, nonce, inputs. Version 1. */
  secrets: Uint8Array | null
  /** Sealed: tokens between the callback and ADD. Version 1. */
  grant: Uint8Array | null
  issuer: string | null
  scopesAsked: string[]
  mode: 'popup' | 'page'
  returnPath: string | null
  status: AttemptState
  error: { code: string; detail: string } | null
  resultId: string | null
  createdAt: number
  expiresAt: number
}

export interface Page<T> {
  items: T[]
  /** Cursor of the next page; null at the end. */
  next: string | null
}

/** What changes in a row, and null where nothing stood under that id or version. */
type Patch<Row, Fixed extends keyof Row> = Partial<Omit<Row, Fixed>>

export interface AllAccountsQuery {
  workspaceId: string
  /** Part of a service or type, whatever its case; or one of these people, or a login of one of these providers. */
  search?: { text: string; ownerIds: readonly string[]; providerIds: readonly string[] }
  state?: AccountRow['state'] | 'suspended'
  cursor?: string | null
  limit: number
}

export interface Accounts {
  /** Throws `label_taken`. */
  insert(row: AccountRow): Promise<void>
  get(id: string): Promise<AccountRow | null>
  /** The same where it is this owner's, with `shared` also where it is shared: somebody else's takes as long as none. */
  getOf(id: string, of: EntryUser & { shared?: boolean }): Promise<AccountRow | null>
  /**
   * One's own, or one that is shared: hot read of committed rows on a cached statement; inside `transaction` it does not
   * see its own writes.
   */
  getHot(id: string, of: EntryUser): Soon<HotAccount | null>
  /** The same with the key of this hash: one round trip. Says nothing of who may read it. */
  getWithKeyHot(id: string, keyHash: Uint8Array): Soon<HotCredential>
  /** By service, then label. `limit` is 1 to 500. Throws `bad_request` for a cursor that is none. */
  list(query: {
    workspaceId: string
    ownerId?: string
    /** With `ownerId`: also what others share. */
    shared?: boolean
    cursor?: string | null
    limit: number
  }): Promise<Page<AccountRow>>
  /** Of all owners, by service, type and id: neither order nor cursor says anything of labels. */
  listAll(query: AllAccountsQuery): Promise<Page<AccountRow>>
  /** Null when the row is gone or has another version: `rowVersion` and `updatedAt` move by themselves. Throws `label_taken`. */
  update(
    id: string,
    expectRowVersion: number,
    patch: Patch<
      AccountRow,
      'id' | 'workspaceId' | 'stateSince' | 'suspendedAt' | 'retestAt' | 'rowVersion' | 'createdAt'
    >,
  ): Promise<AccountRow | null>
  /**
   * What a test or a refresh said. Leaves `rowVersion` alone, or an open form could not be saved any more. With
   * `valueVersion`: only while that is the stored value, so that a slow test says nothing about a newer one.
   */
  recordTest(
    id: string,
    result: { state: AccountRow['state']; message: string | null; at: number | null; valueVersion?: number },
  ): Promise<AccountRow | null>
  /** Takes it for a test of its own for so long; null when somebody else has it, or it is gone. */
  takeForRetest(id: string, forMs: number): Promise<AccountRow | null>
  putOffRetest(id: string, forMs: number): Promise<void>
  /** Holds it back or lets it go again; null when it is gone. Leaves `rowVersion` alone, as no form shows it. */
  suspend(id: string, suspended: boolean): Promise<AccountRow | null>
  /** False when nothing was removed. Grants of a login go with it. */
  remove(id: string, expectRowVersion?: number): Promise<boolean>
  /** `connector` is a service, a connection type or an OAuth config's name. */
  findByLabel(query: { workspaceId: string; connector: string; label: string; ownerId?: string }): Promise<AccountRow[]>
  /** How many entries of everybody are in each state, and since when the first of them is. */
  standing(workspaceId: string): Promise<{ state: AccountRow['state']; count: number; since: number | null }[]>
  /** Labels in use, of both kinds. */
  labels(ownerId: string): Promise<Set<string>>
}

export interface Lease {
  epoch: number
  credVersion: number
  cred: Uint8Array
  /** The whole row as it stands now. */
  grant: GrantRow
}

export interface AppliedTokens {
  id: string
  epoch: number
  /** The version the lease showed; the new `cred` is sealed with one more. */
  credVersion: number
  cred: Uint8Array
  accessExpiresAt: number | null
  refreshAfter: number | null
  scopes?: string[] | null
  account?: Uint8Array | null
  accountHash?: string | null
  configVersion?: string
  /** Marked applied in the same transaction. */
  journalId?: string
}

export interface GrantStanding {
  providerId: string
  status: GrantRow['status']
  failClass: string | null
  count: number
  /** The first of each; null: none has one. */
  refreshAfter: number | null
  nextTryAt: number | null
  /** Since when the first of their entries is shown as failing. */
  failingSince: number | null
  /** The last time tokens came. */
  lastOkAt: number | null
}

/** oauth.md §11: every statement is one round trip, and no transaction is held during HTTP. */
export interface Grants {
  insert(row: GrantRow): Promise<void>
  get(id: string): Promise<GrantRow | null>
  byLogin(loginId: string, userId: string): Promise<GrantRow | null>
  /** Hot read of committed rows; see `Accounts.getHot`. */
  byLoginHot(loginId: string, userId: string): Soon<GrantRow | null>
  listByProvider(providerId: string): Promise<GrantRow[]>
  /** The oldest of this user's with this account of the provider. */
  byAccount(account: { providerId: string; userId: string; accountHash: string }): Promise<GrantRow | null>
  /** Past `refreshAfter`, tried again by now, and renewed by nobody: the longest due first, those behind `after`. */
  due(limit: number, after?: Pick<GrantRow, 'id' | 'refreshAfter'>): Promise<GrantRow[]>
  /** How the logins of a workspace stand, by provider, status and class of failure. */
  standing(workspaceId: string): Promise<GrantStanding[]>
  /** Null while somebody else holds it. */
  lease(id: string, owner: string, seconds: number): Promise<Lease | null>
  /** False when the lease was lost meanwhile. */
  extend(id: string, epoch: number, seconds: number): Promise<boolean>
  /** Writes new tokens and ends the lease. False = fenced: nothing was written. */
  apply(tokens: AppliedTokens): Promise<boolean>
  /** Ends the lease without a change. False when it was lost meanwhile. */
  release(id: string, epoch: number): Promise<boolean>
  /** Tokens of a new sign-in: fences off every refresh in flight. False when `credVersion` moved meanwhile. */
  replace(tokens: Omit<AppliedTokens, 'epoch' | 'journalId'>): Promise<boolean>
  /** With `credVersion`: only if that version is still the stored one. */
  setStatus(
    id: string,
    patch: Partial<Pick<GrantRow, 'status' | 'reason' | 'failClass' | 'failCount' | 'nextTryAt' | 'lastOkAt'>>,
    credVersion?: number,
  ): Promise<boolean>
  remove(id: string): Promise<boolean>
  /** The login belongs to somebody else from now on, with its tokens. */
  giveTo(loginId: string, userId: string): Promise<void>
}

export interface Journal {
  /** Durable when it returns. `receivedAt` is set here. Throws `not_found` when the grant was deleted. */
  insert(row: Omit<JournalRow, 'receivedAt' | 'appliedAt'>): Promise<void>
  /** Newest first. */
  unapplied(grantId?: string): Promise<JournalRow[]>
  markApplied(id: string): Promise<void>
  /** Drops answers that were applied before; gives how many. */
  purge(appliedBefore: number): Promise<number>
}

export interface Providers {
  /** Inserts or updates by (workspace, connector, displayName), all or nothing. An existing row keeps id and `createdAt`. */
  upsert(rows: ProviderRow[]): Promise<void>
  list(workspaceId: string): Promise<ProviderRow[]>
  get(id: string): Promise<ProviderRow | null>
  bySlug(connector: string, slug: string): Promise<ProviderRow | null>
  remove(id: string): Promise<boolean>
  countLogins(id: string): Promise<number>
}

export interface Attempts {
  insert(row: AttemptRow): Promise<void>
  get(id: string): Promise<AttemptRow | null>
  byLookupHash(hash: string): Promise<AttemptRow | null>
  /** created → started, once, in its own session, before it expires. `begun` is written in the same statement. */
  takeForStart(
    id: string,
    sessionHash: string,
    begun: { lookupHash: string; secrets: Uint8Array | null; issuer?: string | null; redirectUri?: string },
  ): Promise<AttemptRow | null>
  /** started → exchanging, once, before it expires. */
  takeForExchange(id: string): Promise<AttemptRow | null>
  /** Moves on from one of `from`; null when it stands elsewhere. */
  finish(
    id: string,
    from: AttemptState[],
    patch: { status: AttemptState } & Patch<AttemptRow, 'id' | 'workspaceId' | 'createdAt' | 'status'>,
  ): Promise<AttemptRow | null>
  /** Still `granted` or `choose_account`, made before `createdBefore`: their tokens are to be revoked and dropped. */
  stale(createdBefore: number): Promise<AttemptRow[]>
  /** Drops rows made before `createdBefore`; gives their number. */
  purge(createdBefore: number): Promise<number>
}

export interface Repositories {
  meta: Meta
  dataKeys: DataKeys
  accounts: Accounts
  grants: Grants
  journal: Journal
  providers: Providers
  attempts: Attempts
  apiKeys: ApiKeys
  sessions: Sessions
  uses: Uses
  audit: AuditTrail
  users: Users
  connectSessions: ConnectSessions
  revocations: Revocations
  webhooks: Webhooks
  idempotency: Idempotency
  nodes: Nodes
  limits: LimitCounts
  sealed: SealedValues
}

export interface Store extends Repositories {
  /** Ms since 1970 by the database's clock. */
  now(): number
  /** One write transaction; rolled back when `work` throws. Inside, only `tx` can be used: `store` throws `TypeError`. */
  transaction<T>(work: (tx: Repositories) => Promise<T>): Promise<T>
  /** Calls back within a second after another process wrote. */
  onForeignChange(callback: () => void): { close(): void }
  close(): Promise<void>
}
