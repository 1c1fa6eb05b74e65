export interface UserRow {
  id: string
  workspaceId: string
  /** Who vouches for `subject`: a login service, a proxy, or `key:<line>` for the users of a host. */
  issuer: string
  subject: string
  name: string | null
  role: 'admin' | 'member'
  createdAt: number
  lastSeenAt: number | null
  disabledAt: number | null
}

type ConnectStatus = 'started' | 'opened' | 'completed' | 'claimed' | 'refused' | 'expired'

/** A window that a host's page opens (security.md §6.5). What is made in it belongs to its id until it is claimed. */
export interface ConnectSessionRow {
  id: string
  workspaceId: string
  keyLine: string
  /** The host's own id of its user. */
  endUser: string
  mode: 'pick' | 'add'
  connectors: string[] | null
  origin: string
  returnUrl: string | null
  /** SHA-256 in hex, as the next two. */
  tokenHash: string
  sessionHash: string | null
  codeHash: string | null
  accountId: string | null
  status: ConnectStatus
  createdAt: number
  expiresAt: number
}

export interface Users {
  /** The user of this issuer and subject: this row, or the one that stands there. */
  ensure(row: UserRow): Promise<UserRow>
  get(id: string): Promise<UserRow | null>
  /** Of a workspace, by name and id. */
  list(workspaceId: string): Promise<UserRow[]>
  update(
    id: string,
    patch: Partial<Pick<UserRow, 'name' | 'role' | 'lastSeenAt' | 'disabledAt'>>,
  ): Promise<UserRow | null>
  find(who: Pick<UserRow, 'workspaceId' | 'issuer' | 'subject'>): Promise<UserRow | null>
}

/** Each step takes the row with one statement, so that it can be taken once. */
export interface ConnectSessions {
  insert(row: ConnectSessionRow): Promise<void>
  get(id: string): Promise<ConnectSessionRow | null>
  byTokenHash(hash: string): Promise<ConnectSessionRow | null>
  byCodeHash(hash: string): Promise<ConnectSessionRow | null>
  /** Moves on from `from` before it expires; null when it stands elsewhere or is over. */
  advance(
    id: string,
    from: ConnectStatus,
    patch: Partial<Pick<ConnectSessionRow, 'sessionHash' | 'codeHash' | 'accountId' | 'expiresAt'>> & {
      status: ConnectStatus
    },
  ): Promise<ConnectSessionRow | null>
  /** Those that are over and were neither claimed nor cleared up yet. */
  over(): Promise<ConnectSessionRow[]>
  /** Cleared up: nothing of it is left. */
  close(id: string): Promise<void>
  /** Drops rows made before `createdBefore`; gives their number. */
  purge(createdBefore: number): Promise<number>
}
