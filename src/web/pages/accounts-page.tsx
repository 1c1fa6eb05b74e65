import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Account } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { Button } from '../components/button.tsx'
import { ErrorBanner } from '../components/error-banner.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import type { AccountActions } from '../features/accounts/account-actions.ts'
import { AccountList } from '../features/accounts/account-list.tsx'
import { AccountTools } from '../features/accounts/account-tools.tsx'
import { BulkBar } from '../features/accounts/bulk-bar.tsx'
import { FirstVisit } from '../features/accounts/first-visit.tsx'
import { groupAccounts } from '../features/accounts/group-accounts.ts'
import { NoMatch } from '../features/accounts/no-match.tsx'
import { TestProgressBar } from '../features/accounts/test-progress-bar.tsx'
import { useAccountFilter } from '../features/accounts/use-account-filter.ts'
import { useAccountTests } from '../features/accounts/use-account-tests.ts'
import { useSelection } from '../features/accounts/use-selection.ts'
import { consentPath } from '../lib/consent-path.ts'
import { accountsQuery, connectorsQuery } from '../lib/queries.ts'
import { t, tCount } from '../lib/t.ts'
import { useAddress } from '../lib/use-address.ts'
import { useQuery } from '../lib/use-query.ts'
import { AccountDialogs } from './account-dialogs.tsx'

const NO_ACCOUNTS: readonly Account[] = []
const NO_CONNECTORS: readonly Connector[] = []

/** "Connected accounts": everything that is saved, its state, and what can be done with it. */
export function Component() {
  const { change } = useAddress()
  const [filter, setFilter] = useAccountFilter()
  const settled = useDeferredValue(filter)
  const [failure, setFailure] = useState<unknown>()
  const accounts = useQuery(accountsQuery)
  const connectors = useQuery(connectorsQuery)
  const tests = useAccountTests(setFailure)
  const items = accounts.data ?? NO_ACCOUNTS
  const services = connectors.data?.items ?? NO_CONNECTORS
  const groups = useMemo(() => groupAccounts(items, services, settled), [items, services, settled])
  const shown = useMemo(() => groups.flatMap(group => group.accounts), [groups])
  const selection = useSelection(shown)
  const add = useCallback((start: string) => change({ add: start }), [change])
  const actions = useRowActions(tests.test, selection.select)
  const picked = () => shown.filter(account => selection.selected.has(account.id))

  return (
    <div className="page">
      <PageHead
        title={t('accountsTitle')}
        actions={
          <HeadActions
            count={items.length}
            shown={shown.length}
            testing={tests.progress !== undefined}
            onTestAll={() => tests.testMany(shown)}
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
          {tests.progress && <TestProgressBar progress={tests.progress} onCancel={tests.cancel} />}
          {groups.length > 0 ? (
            <AccountList
              groups={groups}
              runs={tests.runs}
              selected={selection.selected}
              actions={actions}
              onAdd={add}
              onSelectAll={selection.selectAll}
            />
          ) : (
            <NoMatch filter={filter} accounts={items} connectors={services} onChange={setFilter} />
          )}
        </>
      )}
      {selection.selected.size > 0 && (
        <BulkBar
          count={selection.selected.size}
          onTest={() => tests.testMany(picked())}
          onDelete={() => change({ delete: [...selection.selected].join(' ') })}
          onClear={selection.clear}
        />
      )}
      <AccountDialogs accounts={items} connectors={services} onFailure={setFailure} />
    </div>
  )
}

/** Always the same object: a row is drawn again only when its entry changes. */
function useRowActions(test: AccountActions['test'], select: AccountActions['select']): AccountActions {
  const { change } = useAddress()
  const navigate = useNavigate()
  return useMemo(
    () => ({
      select,
      test,
      open: (window, { id }) => change({ [window]: id }),
      reconnect: ({ id, providerId }) => {
        if (providerId) void navigate(consentPath(providerId, { login: id }))
      },
    }),
    [change, navigate, test, select],
  )
}

interface HeadActionsProps {
  count: number
  shown: number
  testing: boolean
  onTestAll: () => void
  onAdd: (start: string) => void
}

function HeadActions({ count, shown, testing, onTestAll, onAdd }: HeadActionsProps) {
  const testWord = testing ? t('testing') : shown < count ? tCount('testShown', shown) : t('testAll')
  return (
    <>
      {count > 1 && shown > 0 && (
        <Button icon="test" busy={testing} aria-label={testWord} onClick={onTestAll}>
          <span className="wide-only">{testWord}</span>
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
