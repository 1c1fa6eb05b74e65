import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { Account } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { Button } from '../components/button.tsx'
import { ErrorBanner } from '../components/error-banner.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { AccountList } from '../features/accounts/account-list.tsx'
import { AccountTools } from '../features/accounts/account-tools.tsx'
import { FirstVisit } from '../features/accounts/first-visit.tsx'
import { type AccountFilter, groupAccounts } from '../features/accounts/group-accounts.ts'
import { NoMatch } from '../features/accounts/no-match.tsx'
import { useTestAccount } from '../features/accounts/use-test-account.ts'
import { consentPath } from '../lib/consent-path.ts'
import { accountsQuery, connectorsQuery } from '../lib/queries.ts'
import { t } from '../lib/t.ts'
import { useQuery } from '../lib/use-query.ts'
import { AccountDialogs } from './account-dialogs.tsx'

const NO_ACCOUNTS: readonly Account[] = []
const NO_CONNECTORS: readonly Connector[] = []
const NO_FILTER: AccountFilter = { query: '', state: 'all' }

/** "Connected accounts": everything that is saved, its state, and what can be done with it. */
export function Component() {
  const [, setParams] = useSearchParams()
  const navigate = useNavigate()
  const [filter, setFilter] = useState(NO_FILTER)
  const [failure, setFailure] = useState<unknown>()
  const accounts = useQuery(accountsQuery)
  const connectors = useQuery(connectorsQuery)
  const { runs, test, testAll } = useTestAccount(setFailure)
  const items = accounts.data ?? NO_ACCOUNTS
  const services = connectors.data?.items ?? NO_CONNECTORS
  const groups = groupAccounts(items, services, filter)
  const open = (name: string) => (value: string) => setParams({ [name]: value })
  const add = open('add')
  const actions = {
    test: (account: Account) => void test(account),
    edit: (account: Account) => open('edit')(account.id),
    use: (account: Account) => open('use')(account.id),
    remove: (account: Account) => open('delete')(account.id),
    reconnect: (account: Account) => {
      if (account.providerId) navigate(consentPath(account.providerId, { login: account.id }))
    },
  }

  return (
    <div className="page">
      <PageHead
        title={t('accountsTitle')}
        actions={
          <HeadActions
            items={items}
            testing={[...runs.values()].includes('running')}
            onTestAll={() => testAll(items)}
            onAdd={add}
          />
        }
      >
        {t('accountsIntro')}
      </PageHead>
      {failure ? <ErrorBanner error={failure} onClose={() => setFailure(undefined)} /> : null}
      {accounts.isPending ? (
        <SkeletonRows rows={6} />
      ) : accounts.isError && items.length === 0 ? (
        <ErrorState error={accounts.error} onRetry={() => accounts.refetch()} busy={accounts.isFetching} />
      ) : items.length === 0 ? (
        <FirstVisit connectors={services} onAdd={add} />
      ) : (
        <>
          <AccountTools accounts={items} filter={filter} onChange={setFilter} />
          {groups.length > 0 ? (
            <AccountList groups={groups} runs={runs} actions={actions} onAdd={add} />
          ) : (
            <NoMatch filter={filter} accounts={items} connectors={services} onChange={setFilter} />
          )}
        </>
      )}
      <AccountDialogs accounts={items} connectors={services} />
    </div>
  )
}

function HeadActions({
  items,
  testing,
  onTestAll,
  onAdd,
}: {
  items: readonly Account[]
  testing: boolean
  onTestAll: () => void
  onAdd: (start: string) => void
}) {
  return (
    <>
      {items.length > 1 && (
        <Button icon="test" className="wide-only" busy={testing} onClick={onTestAll}>
          {t(testing ? 'testing' : 'testAll')}
        </Button>
      )}
      <Button kind="primary" icon="plus" className="wide-only" onClick={() => onAdd('')}>
        {t('addConnection')}
      </Button>
      <Button
        kind="primary"
        icon="plus"
        iconOnly
        className="button-round phone-only"
        aria-label={t('addConnection')}
        onClick={() => onAdd('')}
      />
    </>
  )
}
