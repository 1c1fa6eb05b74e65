export interface DataKeyRow {
  /** 16 bytes. */
  kid: Uint8Array
  workspaceId: string
  wrapped: Uint8Array
  alg: 'A256GCM'
  state: 'active' | 'retiring' | 'retired'
  createdAt: number
  uses: number
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
  /** The same keys under another wrapping. */
  rewrap(rows: readonly Pick<DataKeyRow, 'kid' | 'wrapped'>[]): Promise<void>
}
