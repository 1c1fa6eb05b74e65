import { Link, useNavigate, useParams } from 'react-router'
import type { Action } from '#shared/contract/connectors.ts'
import { BrokenList } from '../components/broken-list.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { Tile } from '../components/tile.tsx'
import { AddConnectionDialog } from '../features/connection/add-connection-dialog.tsx'
import { ActionPanel } from '../features/playground/action-panel.tsx'
import { bringInSight } from '../lib/bring-in-sight.ts'
import { consentPath } from '../lib/consent-path.ts'
import { accountsQuery, actionsQuery, connectorsQuery } from '../lib/queries.ts'
import { t } from '../lib/t.ts'
import { type AddressChanges, useAddress } from '../lib/use-address.ts'
import { useQuery } from '../lib/use-query.ts'

const ADDING = 'add-for'

/** "Action playground": the pickers of every installed action, working as they do inside a workflow editor. */
export function Component() {
  const actions = useQuery(actionsQuery)
  const connectors = useQuery(connectorsQuery)
  const accounts = useQuery(accountsQuery)
  const { name } = useParams()
  const failed = [actions, connectors, accounts].find(query => query.isError)
  const action = actions.data?.items.find(each => each.name === name) ?? actions.data?.items[0]
  return (
    <div className="page page-wide">
      <PageHead title={t('actionsTitle')}>{t('actionsIntro')}</PageHead>
      {failed ? (
        <ErrorState error={failed.error} onRetry={() => failed.refetch()} busy={failed.isFetching} />
      ) : !actions.data || !connectors.data || !accounts.data ? (
        <SkeletonRows rows={4} />
      ) : (
        <>
          <BrokenList broken={actions.data.broken} />
          {action ? (
            <div className="playground">
              <ActionLinks actions={actions.data.items} current={action} />
              <Stage key={action.name} action={action} connectors={connectors.data.items} accounts={accounts.data} />
            </div>
          ) : (
            <EmptyState line="none" title={t('noActions')}>
              {t('noActionsText')}
            </EmptyState>
          )}
        </>
      )}
    </div>
  )
}

function ActionLinks({ actions, current }: { actions: readonly Action[]; current: Action }) {
  return (
    <nav className="card action-list" aria-label={t('actions')} onFocus={bringInSight}>
      {actions.map(action => (
        <Link
          key={action.name}
          to={`/actions/${encodeURIComponent(action.name)}`}
          className="action-link"
          aria-current={action === current ? 'page' : undefined}
        >
          <Tile icon={action.icon} name={action.service} />
          <span className="grow">
            <span className="action-name">{action.label}</span>
            <br />
            <code className="faint">{action.name}</code>
          </span>
        </Link>
      ))}
    </nav>
  )
}

/** What is chosen stands in the address, so that it is still there after a sign-in on this page. */
function Stage(props: Pick<Parameters<typeof ActionPanel>[0], 'action' | 'connectors' | 'accounts'>) {
  const { action } = props
  const address = useAddress()
  const { params } = address
  const navigate = useNavigate()
  const chosen = Object.fromEntries(
    action.pickers.flatMap(picker => {
      const id = params.get(picker.property)
      return id ? [[picker.property, id]] : []
    }),
  )
  const change = (changes: AddressChanges) => address.change(changes, { replace: true })
  const adding = action.pickers.find(picker => picker.property === params.get(ADDING))
  return (
    <div className="stage">
      <ActionPanel
        {...props}
        chosen={chosen}
        onChoose={(property, id) => change({ [property]: id })}
        onAddConnection={picker => change({ [ADDING]: picker.property })}
        onAddLogin={(picker, providerId) => {
          const back = `/actions/${encodeURIComponent(action.name)}?${params}`
          navigate(consentPath(providerId, { back, into: picker.property }))
        }}
      />
      {adding && (
        <AddConnectionDialog
          start={adding.target}
          verb="add"
          onlyThisType
          onSaved={account => change({ [ADDING]: null, [adding.property]: account.id })}
          onSignIn={() => undefined}
          onClose={() => change({ [ADDING]: null })}
        />
      )}
    </div>
  )
}
