import { type FaultyServer, lifeSeconds } from './faulty-server.ts'
import type { Grant } from './grant-memory.ts'

/** What a token request is worth, before it is put into words. */
export interface Issued {
  access: string
  /** Absent: the answer names none. */
  refresh?: string
  grant: Grant
  /** The old token lives on, and the answer names no token at all. */
  extended?: boolean
}

/** A new access token of a grant, good from now on. */
export function issueAccess(server: FaultyServer, grant: Grant): string {
  const access = server.memory.newWord('access')
  grant.accessEnds.set(access, server.now() + lifeSeconds(server) * 1000)
  grant.lastUsedAt = server.now()
  return access
}
