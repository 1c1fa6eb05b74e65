export interface DataKeyRow {
  /** 16 bytes. */
  kid: Uint8Array
  workspaceId: string
  wrapped: Uint8Array
  alg: 'A256GCM'
  state: 'active' | 'retiring' | 'retired'
  createdAt: number
  uses: number
  /** Since when no value hangs on it; kept for older backups. */
  retiredAt: number | null
}

export interface Meta {
  get(key: string): Promise<string | null>
  set(key: string, value: string): Promise<void>
  /** Stores `value` unless one stands there; gives what stands there then. Safe against a second process. */
  putIfAbsent(key: string, value: string): Promise<string>
}

export interface DataKeys {
  list(workspaceId?: string): Promise<DataKeyRow[]>
  /** The active key of the row's workspace: this one, or one that another process put first. */
  ensureActive(row: DataKeyRow): Promise<DataKeyRow>
  /** One more key of a workspace, that nothing is sealed with yet. */
  insert(row: DataKeyRow): Promise<void>
  /** Together, because a workspace has one active key at a time. */
  setStates(states: readonly Pick<DataKeyRow, 'kid' | 'state' | 'retiredAt'>[]): Promise<void>
  remove(kid: Uint8Array): Promise<void>
  /** The same keys under another wrapping. */
  rewrap(rows: readonly Pick<DataKeyRow, 'kid' | 'wrapped'>[]): Promise<void>
}

/** A process that serves. */
export interface NodeRow {
  name: string
  workspaceId: string
  /** The machine, and which of its worlds of process numbers: there `pid` says whether it lives. */
  host: string
  pid: number
  version: string
  /** The data keys it holds and the state it knows them in; what `describeDataKeys` gave. */
  dataKeys: string
  startedAt: number
  seenAt: number
}

export interface Nodes {
  insert(row: Omit<NodeRow, 'startedAt' | 'seenAt'>): Promise<void>
  /** False when somebody took it for dead and removed it. */
  report(name: string, dataKeys: string): Promise<boolean>
  list(): Promise<NodeRow[]>
  remove(names: readonly string[]): Promise<void>
}

/** A column that holds sealed values. */
export type SealedColumn =
  | 'accounts.value'
  | 'grants.cred'
  | 'grants.account'
  | 'revocations.job'
  | 'token_journal.answer'
  | 'oauth_attempts.secrets'
  | 'oauth_attempts.grant'
  | 'providers.secret'
  | 'webhooks.keys'

export interface SealedValue {
  id: string
  workspaceId: string
  /** Null where nothing is to be done: it is empty, hangs on that key already, or belongs to a grant that is being renewed. */
  bytes: Uint8Array | null
  /** The version it was sealed with. */
  version: number
  /** Of providers: what the secret is bound to. */
  hosts: string | null
  config: string | null
  /** Of grants. */
  providerId: string | null
}

/** How many rows held something that a lost key takes with it. */
export interface Forgotten {
  connections: number
  logins: number
  providers: number
}

/** What hangs on data keys, for those who replace one. */
export interface SealedValues {
  /** How many values of a workspace hang on each key; the key ids in hex. */
  count(workspaceId: string): Promise<Map<string, number>>
  /** Of how many rows the values would be given up. */
  countOwners(workspaceId: string): Promise<Forgotten>
  /** Gives up every value: entries need their owners again, with these words; what was under way is gone. */
  forget(workspaceId: string, words: Record<'connection' | 'login', string>): Promise<Forgotten>
  /** The next rows by id; their values where they hang on another key than `kid`. */
  page(
    column: SealedColumn,
    query: { workspaceId: string; kid: Uint8Array; after: string; limit: number },
  ): Promise<SealedValue[]>
  /** Only where the very same bytes still stand; gives how many. Nothing else of a row moves but the given hash. */
  replace(
    column: SealedColumn,
    values: readonly { id: string; from: Uint8Array; to: Uint8Array; accountHash?: string | null }[],
  ): Promise<number>
}
