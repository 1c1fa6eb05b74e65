import type { Account, AccountState } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { compareLabels } from '../../lib/compare-labels.ts'
import { matchesQuery, nearestWord } from '../../lib/match-text.ts'

export interface AccountGroup {
  service: string
  /** Undefined: the connector is gone; the entries stay. */
  connector: Connector | undefined
  name: string
  accounts: Account[]
}

export interface AccountFilter {
  query: string
  state: AccountState | 'all'
}

export const STATES: readonly AccountState[] = ['ok', 'not tested', 'failing', 'needs reconnect', 'unreadable']

/** Entries that pass the filter, by service A–Z, inside a service by label. */
export function groupAccounts(
  accounts: readonly Account[],
  connectors: readonly Connector[],
  filter: AccountFilter,
): AccountGroup[] {
  const byService = new Map(connectors.map(connector => [connector.service, connector]))
  const groups = new Map<string, AccountGroup>()
  for (const account of accounts) {
    const connector = byService.get(account.service)
    const name = connector?.displayName ?? account.service
    if (filter.state !== 'all' && account.state !== filter.state) continue
    if (!matchesQuery(filter.query, [account.label, name, account.typeLabel])) continue
    const group = groups.get(account.service) ?? { service: account.service, connector, name, accounts: [] }
    group.accounts.push(account)
    groups.set(account.service, group)
  }
  for (const group of groups.values()) group.accounts.sort((a, b) => compareLabels(a.label, b.label))
  return [...groups.values()].sort((a, b) => compareLabels(a.name, b.name))
}

/** How many entries are in each state, over all services. */
export function countStates(accounts: readonly Account[]): Record<AccountState, number> {
  const counts: Record<AccountState, number> = {
    ok: 0,
    'not tested': 0,
    failing: 0,
    'needs reconnect': 0,
    unreadable: 0,
  }
  for (const account of accounts) counts[account.state]++
  return counts
}

/** A label or service near to a query that found nothing. */
export function suggestQuery(
  query: string,
  accounts: readonly Account[],
  connectors: readonly Connector[],
): string | undefined {
  return nearestWord(query, [...accounts.map(account => account.label), ...connectors.map(c => c.displayName)])
}
