import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { callApi } from '../../lib/api.ts'
import { sessionsQuery } from '../../lib/queries.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQuery, useQueryCache } from '../../lib/use-query.ts'
import { t } from '../../lib/words-administration.ts'
import { browserName } from './browser-name.ts'

/** Where one is signed in, and the ways out. */
export function SessionList() {
  const cache = useQueryCache()
  const sessions = useQuery(sessionsQuery)
  const [ending, setEnding] = useState('')
  const end = useMutation({
    run: (id: string) => callApi<null>('DELETE', `/api/page/sessions/${id}`),
    onSettled: () => cache.invalidate(sessionsQuery.key),
  })
  const leave = useMutation({
    run: (everywhere: boolean) => callApi<null>('POST', '/api/page/session/end', { body: { everywhere } }),
    // What this page holds is of somebody who is gone.
    onSuccess: () => location.assign('/'),
  })
  return (
    <section className="card" aria-labelledby="sessions-title">
      <header className="card-head">
        <div className="grow">
          <h2 id="sessions-title" className="section-title">
            {t('signedInHere')}
          </h2>
          <p className="small muted">{t('signedInHereText')}</p>
        </div>
        <Button busy={leave.isPending} onClick={() => leave.mutate(true)}>
          {t('signOutEverywhere')}
        </Button>
        <Button kind="primary" busy={leave.isPending} onClick={() => leave.mutate(false)}>
          {t('signOut')}
        </Button>
      </header>
      {Boolean(leave.error) && <ErrorBanner error={leave.error} />}
      {sessions.isPending ? (
        <SkeletonRows rows={1} />
      ) : sessions.isError ? (
        <ErrorState error={sessions.error} onRetry={() => sessions.refetch()} busy={sessions.isFetching} />
      ) : (
        <ul className="key-list">
          {sessions.data.items.map(({ id, browser, startedAt, lastSeenAt, current }) => (
            <li key={id} className="key-row">
              <div className="grow">
                <div className="strong">{browserName(browser) || t('someBrowser')}</div>
                <span className="small muted">
                  {t('signedInSince')} <RelativeTime iso={startedAt} /> · {t('lastSeen')}{' '}
                  <RelativeTime iso={lastSeenAt} />
                </span>
              </div>
              {current ? (
                <span className="small muted">{t('thisBrowser')}</span>
              ) : (
                <Button
                  kind="quiet"
                  size="small"
                  busy={end.isPending && ending === id}
                  onClick={() => {
                    setEnding(id)
                    end.mutate(id)
                  }}
                >
                  {t('endSession')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
