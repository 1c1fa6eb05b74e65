import { useMemo } from 'react'
import type { Account } from '#shared/contract/accounts.ts'
import { FilterChip } from '../../components/filter-chip.tsx'
import { SearchInput } from '../../components/search-input.tsx'
import { stateWord } from '../../components/state-word.tsx'
import { bringInSight } from '../../lib/bring-in-sight.ts'
import { t } from '../../lib/t.ts'
import { type AccountFilter, countStates, STATES } from './group-accounts.ts'

/** Search and one filter a state, with counts. States nobody is in are left out. */
export function AccountTools({
  accounts,
  filter,
  onChange,
}: {
  accounts: readonly Account[]
  filter: AccountFilter
  onChange: (filter: AccountFilter) => void
}) {
  const counts = useMemo(() => countStates(accounts), [accounts])
  const shown = STATES.filter(state => counts[state] > 0 || state === filter.state)
  return (
    <search className="account-tools">
      <SearchInput
        label={t('searchAccounts')}
        value={filter.query}
        onChange={query => onChange({ ...filter, query })}
      />
      <fieldset className="account-chips" onFocus={bringInSight}>
        <legend className="visually-hidden">{t('filterByState')}</legend>
        <FilterChip
          word={t('all')}
          count={accounts.length}
          pressed={filter.state === 'all'}
          onPress={() => onChange({ ...filter, state: 'all' })}
        />
        {shown.map(state => (
          <FilterChip
            key={state}
            word={stateWord(state)}
            count={counts[state]}
            state={state}
            pressed={filter.state === state}
            onPress={() => onChange({ ...filter, state: filter.state === state ? 'all' : state })}
          />
        ))}
      </fieldset>
    </search>
  )
}
