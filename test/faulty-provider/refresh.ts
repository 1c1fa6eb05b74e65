import { type FaultyServer, LIFE, type Refusal, refuse } from './faulty-server.ts'
import type { Grant } from './grant-memory.ts'
import { type Issued, issueAccess } from './issue-access.ts'

/** Refused to those who come earlier than this before the end. */
const EARLY_SECONDS = 30
const DAY_MS = 86_400_000
const IDLE_MS = 20 * DAY_MS
const LONGEST_MS = 30 * DAY_MS

/** A refresh, in the manner that the switches ask for. */
export function refresh(server: FaultyServer, params: Record<string, string>): Issued | Refusal {
  const { on } = server
  const grant = findGrant(server, params)
  if (!grant) return refuse('invalid_grant', 'the refresh token is unknown or was used')
  const refusal = refuseRefresh(server, grant, params)
  if (refusal) return refusal
  if (on.has('extends_only')) {
    const [access = ''] = [...grant.accessEnds.keys()].slice(-1)
    grant.accessEnds.set(access, server.now() + LIFE * 1000)
    return { access, grant, extended: true }
  }
  const access = issueAccess(server, grant)
  if (on.has('false_new_token')) return { access, refresh: 'canary-of-no-use', grant }
  if (on.has('no_new_token') || on.has('access_token_refresh') || on.has('client_refresh')) return { access, grant }
  grant.previousRefresh = grant.refresh
  grant.refresh = server.memory.newWord('refresh')
  return { access, refresh: grant.refresh, grant }
}

function findGrant({ on, memory, now }: FaultyServer, params: Record<string, string>): Grant | undefined {
  if (on.has('client_refresh')) {
    return params['grant_type'] === 'client_credentials' ? memory.grants.at(-1) : undefined
  }
  if (on.has('access_token_refresh')) {
    const token = params['access_token'] ?? ''
    const isOurs = params['refresh_token'] === undefined && token !== ''
    return isOurs ? memory.grants.find(grant => !grant.ended && grant.accessEnds.has(token)) : undefined
  }
  if (params['grant_type'] !== 'refresh_token') return undefined
  const token = params['refresh_token'] ?? ''
  const known = memory.byRefresh(token)
  if (on.has('rotate_grace')) return known ? unlessLagging(known) : memory.byPreviousRefresh(token)
  if (known && on.has('max_days') && now() - known.openedAt > LONGEST_MS) return undefined
  if (!known && on.has('rotate_strict')) endReused(memory.byPreviousRefresh(token))
  if (known && on.has('idle_ends') && now() - known.lastUsedAt > IDLE_MS) return undefined
  return known
}

/** One of its machines has not heard of the first new token yet. */
function unlessLagging(grant: Grant): Grant | undefined {
  if (grant.lagged || grant.previousRefresh === undefined) return grant
  grant.lagged = true
  return undefined
}

/** A token that comes back was stolen, as RFC 9700 §4.14.2 sees it: nobody gets anything any more. */
function endReused(grant: Grant | undefined): void {
  if (grant) grant.ended = true
}

function refuseRefresh({ on, now }: FaultyServer, grant: Grant, params: Record<string, string>): Refusal | undefined {
  if (on.has('resource_once') && params['resource'] !== undefined) {
    return refuse('invalid_request', 'resource is not taken here')
  }
  if (on.has('resource') && params['resource'] === undefined) return refuse('invalid_request', 'resource is missing')
  const ends = Math.max(...grant.accessEnds.values())
  if (on.has('too_early') && ends - now() > EARLY_SECONDS * 1000) {
    return refuse('invalid_request', 'the token is still good')
  }
  if (!on.has('never_refresh')) return undefined
  grant.ended = true
  return refuse('invalid_grant', 'these tokens cannot be refreshed')
}
