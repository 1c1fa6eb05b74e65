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

/** A new access token of a grant, good from now on; with `second_exchange` one that has to be changed first. */
export function issueAccess(server: FaultyServer, grant: Grant): string {
  grant.lastUsedAt = server.now()
  if (!server.on.has('second_exchange')) return openAccess(server, grant)
  const first = server.memory.newWord('first')
  server.memory.firsts.set(first, grant)
  return first
}

/** The token that works, for one of the first kind; undefined for any other, and the second time. */
export function changeFirst(server: FaultyServer, first: string): string | undefined {
  const grant = server.memory.firsts.get(first)
  server.memory.firsts.delete(first)
  return grant && openAccess(server, grant)
}

function openAccess(server: FaultyServer, grant: Grant): string {
  const access = server.memory.newWord('access')
  grant.accessEnds.set(access, server.now() + lifeSeconds(server) * 1000)
  return access
}
