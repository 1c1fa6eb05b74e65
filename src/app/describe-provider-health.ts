import type { ProviderHealth } from '#shared/contract/health.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { GrantStanding, ProviderRow } from '#store/types.ts'
import type { AppContext } from './context.ts'
import { troubledHosts } from './logins/host-gate.ts'
import { pinnedHosts } from './logins/open-provider.ts'
import { waitingUpdate } from './logins/waiting-update.ts'

/** How the logins of one provider go, what its hosts let through, and which of them nobody approved yet. */
export function describeProviderHealth(
  context: AppContext,
  row: ProviderRow,
  all: readonly GrantStanding[],
): ProviderHealth {
  const own = all.filter(({ providerId }) => providerId === row.id)
  const failing = own.filter(({ status }) => status === 'failing')
  const living = own.filter(({ status }) => status !== 'needs_reconnect')
  const { id, displayName, connector } = row
  return {
    id,
    displayName,
    connector,
    ok: sum(own.filter(({ status }) => status === 'ok')),
    failing: sum(failing),
    needsReconnect: sum(own.filter(({ status }) => status === 'needs_reconnect')),
    failures: [...new Set(failing.map(({ failClass }) => failClass ?? 'unknown'))].sort(),
    waitingHosts: waitingHosts(context, row),
    ...time('failingSince', first(failing.map(({ failingSince }) => failingSince))),
    ...time('lastRenewedAt', last(own.map(({ lastOkAt }) => lastOkAt))),
    ...time('nextRenewalAt', first(living.map(({ refreshAfter }) => refreshAfter))),
    ...time('nextTryAt', first(failing.map(({ nextTryAt }) => nextTryAt))),
    ...time('pausedUntil', pausedUntil(context, row)),
  }
}

function waitingHosts(context: AppContext, row: ProviderRow): string[] {
  try {
    return waitingUpdate(context, row).waiting
  } catch (error) {
    // What cannot be read is told where it is used; here it must not hide the rest.
    if (error instanceof AppError && error.code === 'unreadable') return []
    throw error
  }
}

function pausedUntil(context: AppContext, row: ProviderRow): number | null {
  const own = new Set(pinnedHosts(row).map(({ host }) => host))
  const paused = troubledHosts(context).filter(
    ({ host, pausedUntil: until }) => own.has(host) && until > context.clock.now(),
  )
  return last(paused.map(({ pausedUntil: until }) => until))
}

function sum(standings: readonly GrantStanding[]): number {
  return standings.reduce((total, { count }) => total + count, 0)
}

function first(times: readonly (number | null)[]): number | null {
  const known = times.filter(time => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}

function last(times: readonly (number | null)[]): number | null {
  const known = times.filter(time => time !== null)
  return known.length === 0 ? null : Math.max(...known)
}

function time<Name extends string>(name: Name, ms: number | null): { [K in Name]?: string } {
  return ms === null ? {} : ({ [name]: new Date(ms).toISOString() } as { [K in Name]: string })
}
