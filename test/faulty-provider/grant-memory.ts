/** What one person allowed, and the tokens of it. Times are milliseconds since the epoch. */
export interface Grant {
  subject: string
  scopes: string[]
  nonce?: string | undefined
  /** The refresh token that works, and the one before it. */
  refresh: string
  previousRefresh?: string
  accessEnds: Map<string, number>
  openedAt: number
  lastUsedAt: number
  ended: boolean
  /** The key that its tokens are bound to, by its thumbprint. */
  jkt?: string | undefined
  /** Its newest refresh token came to one machine too late, once. */
  lagged?: boolean
}

/** A code that waits to be exchanged. */
export interface PendingCode {
  challenge: string
  redirectUri: string
  subject: string
  scopes: string[]
  nonce?: string | undefined
  jkt?: string | undefined
}

/** Codes and grants of the server, in memory. Every token is a new word, so that nothing works by chance. */
export class GrantMemory {
  readonly codes = new Map<string, PendingCode>()
  readonly grants: Grant[] = []
  /** Tokens that are good for one thing: to be changed into those that work. */
  readonly firsts = new Map<string, Grant>()
  /** What was sent ahead of the login page, by its `request_uri`. */
  readonly pushed = new Map<string, URLSearchParams>()
  device?: { code: string; polls: number; lastAt: number; interval: number }
  /** What proofs of keys have to repeat, and the names of those that came. */
  nonce = 'nonce-0'
  readonly proofs = new Set<string>()
  #count = 0

  newWord(kind: string): string {
    this.#count++
    return `canary-${kind}-${this.#count}`
  }

  open(parts: Pick<Grant, 'subject' | 'scopes' | 'nonce' | 'jkt'>, now: number): Grant {
    const grant = {
      ...parts,
      refresh: this.newWord('refresh'),
      accessEnds: new Map<string, number>(),
      openedAt: now,
      lastUsedAt: now,
      ended: false,
    }
    this.grants.push(grant)
    return grant
  }

  byRefresh(token: string): Grant | undefined {
    return this.grants.find(grant => !grant.ended && token !== '' && grant.refresh === token)
  }

  byPreviousRefresh(token: string): Grant | undefined {
    return this.grants.find(grant => !grant.ended && token !== '' && grant.previousRefresh === token)
  }

  /** The grant of an access token that has not ended. */
  byAccess(token: string, now: number): Grant | undefined {
    return this.grants.find(grant => !grant.ended && (grant.accessEnds.get(token) ?? 0) > now)
  }

  endAll(): void {
    for (const grant of this.grants) grant.ended = true
  }
}
