import { useDeferredValue, useState } from 'react'
import type { Account } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { Tile } from '../../components/tile.tsx'
import { useLeaveGuard } from '../../components/use-leave-guard.tsx'
import { type Choice, firstChoice } from '../../lib/connector-choices.ts'
import { connectorsQuery } from '../../lib/queries.ts'
import { rememberService } from '../../lib/recent-services.ts'
import { t } from '../../lib/t.ts'
import { useQuery } from '../../lib/use-query.ts'
import { OpenChoice } from './open-choice.tsx'
import { TypeList } from './type-list.tsx'
import { useDrafts } from './use-drafts.ts'

export interface AddConnectionDialogProps {
  /** Service or type to start with; empty: the list. */
  start: string
  verb: 'save' | 'add'
  /** Inside an action the type is given: no list, no other types. */
  onlyThisType?: boolean
  onSaved: (account: Account) => void
  onSignIn: (providerId: string) => void
  onClose: () => void
}

interface Opened {
  connector: Connector
  choice: Choice
}

/** The window "Add Connection": the list of services, and the chosen type's form in place. */
export function AddConnectionDialog(props: AddConnectionDialogProps) {
  const connectors = useQuery(connectorsQuery)
  const [opened, setOpened] = useState<{ service: string; key: string } | undefined | 'start'>('start')
  const items = connectors.data?.items ?? []
  const drafts = useDrafts()
  const guard = useLeaveGuard(props.onClose)
  // The list marks what was pressed at once; the form is drawn after that.
  const drawn = useDeferredValue(opened)
  const find = (what: typeof opened) => (what === 'start' ? findStart(items, props.start) : findOpened(items, what))
  const current = find(drawn)
  const fixed = props.onlyThisType === true
  const list = connectors.isPending ? (
    <SkeletonRows />
  ) : connectors.isError ? (
    <ErrorState error={connectors.error} onRetry={() => connectors.refetch()} busy={connectors.isFetching} />
  ) : null
  return (
    <Dialog
      size={fixed ? 'form' : 'wide'}
      title={current ? current.choice.type.title : t('addConnectionTitle')}
      onClose={props.onClose}
      onLeave={guard.onLeave}
      lead={
        current && (
          <>
            {!fixed && (
              <Button
                className="phone-only"
                kind="quiet"
                icon="back"
                iconOnly
                aria-label={t('backToTypes')}
                onClick={() => setOpened(undefined)}
              />
            )}
            <Tile icon={current.connector.icon} name={current.connector.displayName} />
          </>
        )
      }
    >
      {list ? (
        <div className="dialog-pad">{list}</div>
      ) : (
        <div className={`${fixed ? '' : 'add'} ${current ? 'add-opened' : ''}`}>
          {!fixed && (
            <TypeList
              connectors={items}
              broken={connectors.data?.broken ?? []}
              chosen={find(opened)?.connector.service}
              onChoose={(connector, query) => {
                const choice = firstChoice(connector, query)
                if (choice) setOpened({ service: connector.service, key: choice.key })
              }}
            />
          )}
          {current ? (
            <OpenChoice
              key={current.choice.key}
              {...current}
              {...props}
              fixed={fixed}
              onSaved={account => {
                guard.onDone()
                rememberService(account.service)
                props.onSaved(account)
              }}
              onClose={guard.onLeave}
              onTyped={guard.onTyped}
              drafts={drafts}
              onChoose={key => setOpened({ service: current.connector.service, key })}
            />
          ) : (
            <EmptyState line="none" title={t('chooseServiceTitle')}>
              {t(fixed ? 'typeGone' : 'chooseService')}
            </EmptyState>
          )}
        </div>
      )}
      {guard.question}
    </Dialog>
  )
}

/** What the window opens with. */
export function findStart(connectors: readonly Connector[], start: string): Opened | undefined {
  if (start === '') return undefined
  for (const connector of connectors) {
    const choice = firstChoice(connector, start)
    if (choice && (connector.service === start || choice.key === start)) return { connector, choice }
  }
  return undefined
}

function findOpened(
  connectors: readonly Connector[],
  opened: { service: string; key: string } | undefined,
): Opened | undefined {
  const connector = connectors.find(each => each.service === opened?.service)
  const choice = connector && opened ? firstChoice(connector, opened.key) : undefined
  return connector && choice ? { connector, choice } : undefined
}
