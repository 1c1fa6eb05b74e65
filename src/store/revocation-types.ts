/** Tokens that are to be ended at their service. */
export interface RevocationRow {
  id: string
  workspaceId: string
  providerId: string
  /** The login, or the sign-in, that they were of; it may be gone. */
  loginId: string
  /** Sealed: the tokens, and the inputs for the addresses. */
  job: Uint8Array
  failCount: number
  /** Ms since 1970: not before. */
  nextAt: number
  /** Ms since 1970: then it is given up. */
  until: number
}

export interface Revocations {
  insert(row: RevocationRow): Promise<void>
  /** Takes what is due for so long; nobody else is given it meanwhile. */
  take(request: { limit: number; forMs: number }): Promise<RevocationRow[]>
  putOff(id: string, next: Pick<RevocationRow, 'failCount' | 'nextAt'>): Promise<void>
  remove(id: string): Promise<void>
}
