export interface AuditRow {
  workspaceId: string
  /** Each process that writes has a chain of its own. */
  chain: string
  /** From 1, without gaps. */
  seq: number
  at: number
  /** Id of the user or API key. */
  actor: string
  action: string
  /** Id of what it was done to; empty where that has none. */
  object: string
  outcome: string
  /** For whom, or why; ids and codes only. */
  reason: string
  /** Where the request came from that caused it; empty for none, null in rows of before that was noted. */
  address: string | null
  /** So many times within one batch. */
  count: number
  hash: Uint8Array
}

/** Up to where a chain was dropped for its age, or can be checked no more because its key is lost. */
export interface AuditMark {
  workspaceId: string
  chain: string
  /** Number and hash of the last such row: the next one hangs on it. */
  seq: number
  hash: Uint8Array
  at: number
  /** By which one sees that whoever put it had the key. */
  seal: Uint8Array
}

interface AuditQuery {
  workspaceId: string
  /** Only these. */
  actions?: readonly string[]
  /** Only what was done to this one. */
  object?: string
  cursor: string | null
  limit: number
}

export interface AuditTrail {
  /** Rows and how far their spool was read, together or not at all. */
  append(rows: readonly AuditRow[], spool: { workspaceId: string; name: string; bytes: number }): Promise<void>
  /** Bytes of this spool that are chained already. */
  readUpTo(name: string): Promise<number>
  forgetSpool(name: string): Promise<void>
  /** The newest row of all chains. */
  newest(): Promise<AuditRow | null>
  /** Chains that hold rows of before this time. */
  chainsBefore(at: number): Promise<string[]>
  /** Drops the rows up to this mark, and keeps it. */
  drop(mark: AuditMark): Promise<void>
  /** Keeps this mark, unless a later one of its chain stands there. */
  putMark(mark: AuditMark): Promise<void>
  mark(chain: string): Promise<AuditMark | null>
  /** The last row of each chain. */
  heads(): Promise<Pick<AuditRow, 'chain' | 'seq' | 'hash'>[]>
  /** All rows, chain by chain, behind `after`. */
  page(after: Pick<AuditRow, 'chain' | 'seq'> | null, limit: number): Promise<AuditRow[]>
  /** The newest first. Throws `bad_request` for a cursor that no page gave out. */
  latest(query: AuditQuery): Promise<{ items: AuditRow[]; next: string | null }>
  /** What was done to one object, the newest first. */
  ofObject(object: string, limit: number): Promise<AuditRow[]>
}
