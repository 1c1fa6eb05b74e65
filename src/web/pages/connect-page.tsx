import { useCallback, useEffect, useState } from 'react'
import { useLoaderData, useNavigate, useSearchParams } from 'react-router'
import type { ConnectView } from '#shared/contract/connect.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorBanner } from '../components/error-banner.tsx'
import { AddConnectionDialog } from '../features/connection/add-connection-dialog.tsx'
import { cancelConnect, completeConnect } from '../lib/connect-window.ts'
import { consentPath } from '../lib/consent-path.ts'
import { t } from '../lib/t.ts'

/** The window that a host's page opened: one entry is picked or made, and the host hears of it. */
export function Component() {
  const view = useLoaderData<ConnectView>()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const [adding, setAdding] = useState(view.mode === 'add')
  const [done, setDone] = useState(false)
  const [error, setError] = useState<unknown>()
  const complete = useCallback(async (id: string) => {
    try {
      await completeConnect(id)
      setDone(true)
    } catch (failure) {
      setError(failure)
    }
  }, [])
  const entry = params.get('entry')
  useEffect(() => {
    if (entry) void complete(entry)
  }, [entry, complete])
  const only = view.connectors?.length === 1 ? (view.connectors[0] ?? '') : ''
  const host = new URL(view.origin).host

  return (
    <main className="solo">
      <title>{`${t('connectTitle')} · ${t('product')}`}</title>
      {error !== undefined && <ErrorBanner error={error} />}
      {done || entry ? (
        <EmptyState line="ok" level={1} title={t('connectDone')}>
          {t('connectDoneText', { host })}
        </EmptyState>
      ) : adding ? (
        <AddConnectionDialog
          start={only}
          verb="add"
          onSaved={account => void complete(account.id)}
          onSignIn={providerId => navigate(`/connect${consentPath(providerId, { back: '/connect', into: 'entry' })}`)}
          onClose={() => (view.mode === 'pick' ? setAdding(false) : cancelConnect(view.origin))}
        />
      ) : (
        <Pick view={view} host={host} onPick={id => void complete(id)} onAdd={() => setAdding(true)} />
      )}
    </main>
  )
}

interface PickProps {
  view: ConnectView
  host: string
  onPick: (id: string) => void
  onAdd: () => void
}

function Pick({ view, host, onPick, onAdd }: PickProps) {
  return (
    <EmptyState
      line="none"
      level={1}
      title={t('connectTitle')}
      action={
        <Button kind="primary" icon="plus" onClick={onAdd}>
          {t('addConnection')}
        </Button>
      }
    >
      <p>{t('connectText', { host })}</p>
      {view.own.map(({ id, label, service }) => (
        <p key={id}>
          <Button onClick={() => onPick(id)}>{`${label} · ${service}`}</Button>
        </p>
      ))}
    </EmptyState>
  )
}
