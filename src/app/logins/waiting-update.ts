import type { ProviderRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { type ConfigNow, configNow, newHosts, pinnedHosts } from './open-provider.ts'
import { openEntry } from './provider-secret.ts'

interface WaitingUpdate extends ConfigNow {
  /** Hosts that nobody approved yet; empty: nothing waits. */
  waiting: string[]
  values: Record<string, string>
}

/**
 * A newer config of the connector that lies idle because it would send the secret to another host (oauth.md REG-2).
 * Throws `unreadable`.
 */
export function waitingUpdate(context: AppContext, row: ProviderRow): WaitingUpdate {
  const values = openEntry(context, row)
  const now = configNow(context, row, values)
  const waiting = now.config ? newHosts(now.hosts, pinnedHosts(row)).map(({ host }) => host) : []
  return { ...now, values, waiting: [...new Set(waiting)].sort() }
}
