import type { Account, AccountState } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { compareLabels } from '../../lib/compare-labels.ts'
import { wordsLocale } from '../../lib/locale.ts'
import { foldText, matchesFolded, nearestWord } from '../../lib/match-text.ts'

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

export const STATES: readonly AccountState[] = [
  'ok',
  'not tested',
  'failing',
  'needs reconnect',
  'suspended',
  'unreadable',
]

/** Entries that pass the filter, by service A–Z, inside a service by label. */
export function groupAccounts(
  accounts: readonly Account[],
  connectors: readonly Connector[],
  filter: AccountFilter,
): AccountGroup[] {
  const byService = new Map(connectors.map(connector => [connector.service, connector]))
  const groups = new Map<string, AccountGroup & { folded: string }>()
  for (const account of byLabel(accounts)) {
    let group = groups.get(account.service)
    if (!group) {
      const connector = byService.get(account.service)
      const name = connector?.displayName ?? account.service
      group = { service: account.service, connector, name, accounts: [], folded: foldText([name]) }
      groups.set(account.service, group)
    }
    if (filter.state !== 'all' && account.state !== filter.state) continue
    if (filter.query && !matchesFolded(filter.query, `${foldedWords(account)} ${group.folded}`)) continue
    group.accounts.push(account)
  }
  const filled = [...groups.values()].filter(group => group.accounts.length > 0)
  return filled.map(({ folded: _, ...group }) => group).sort((a, b) => compareLabels(a.name, b.name))
}

/** Thousands of entries are searched with every letter, so they are put in order once. */
const orders = new WeakMap<readonly Account[], { locale: string; sorted: readonly Account[] }>()

function byLabel(accounts: readonly Account[]): readonly Account[] {
  const known = orders.get(accounts)
  const locale = wordsLocale()
  if (known?.locale === locale) return known.sorted
  const sorted = accounts.toSorted((a, b) => compareLabels(a.label, b.label))
  orders.set(accounts, { locale, sorted })
  return sorted
}

/** And each is folded once. */
const folds = new WeakMap<Account, string>()

function foldedWords(account: Account): string {
  const known = folds.get(account)
  if (known !== undefined) return known
  const made = foldText([account.label, account.typeLabel])
  folds.set(account, made)
  return made
}

/** How many entries are in each state, over all services. */
export function countStates(accounts: readonly Account[]): Record<AccountState, number> {
  const counts: Record<AccountState, number> = {
    ok: 0,
    'not tested': 0,
    failing: 0,
    'needs reconnect': 0,
    suspended: 0,
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
