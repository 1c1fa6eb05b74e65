import type { Account } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { t } from '../../lib/t.ts'
import { type AccountFilter, suggestQuery } from './group-accounts.ts'

/** Says the query, offers the nearest word, and the way back to everything. */
export function NoMatch({
  filter,
  accounts,
  connectors,
  onChange,
}: {
  filter: AccountFilter
  accounts: readonly Account[]
  connectors: readonly Connector[]
  onChange: (filter: AccountFilter) => void
}) {
  const nearest = suggestQuery(filter.query, accounts, connectors)
  return (
    <div role="status">
      <EmptyState
        title={filter.query ? t('nothingMatches', { query: filter.query }) : t('nothingInState')}
        action={<Button onClick={() => onChange({ query: '', state: 'all' })}>{t('clearFilters')}</Button>}
      >
        {nearest && (
          <p>
            {t('didYouMean')}{' '}
            <button type="button" className="link-button" onClick={() => onChange({ ...filter, query: nearest })}>
              {nearest}
            </button>
          </p>
        )}
      </EmptyState>
    </div>
  )
}
