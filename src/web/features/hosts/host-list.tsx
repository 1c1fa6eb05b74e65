import './hosts.css'
import type { AllowedHost } from '#shared/contract/hosts.ts'
import { Button } from '../../components/button.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { callApi } from '../../lib/api.ts'
import { hostsQuery } from '../../lib/queries.ts'
import { showToast } from '../../lib/toasts.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQueryCache } from '../../lib/use-query.ts'
import { t } from '../../lib/words-administration.ts'

/** What is allowed now. Taking a host back can be undone at once; a line of the configuration is changed there. */
export function HostList({ hosts }: { hosts: readonly AllowedHost[] }) {
  const cache = useQueryCache()
  const allow = useMutation({
    run: (host: string) => callApi<null>('POST', '/api/page/hosts', { body: { host } }),
    onSettled: () => cache.invalidate(hostsQuery.key),
  })
  const forbid = useMutation({
    run: (host: string) => callApi<null>('DELETE', `/api/page/hosts/${encodeURIComponent(host)}`),
    onSuccess: (_answer, host) =>
      showToast(t('hostForbidden', { host }), { label: t('undoForbid'), run: () => allow.mutate(host) }),
    onSettled: () => cache.invalidate(hostsQuery.key),
  })
  const error = forbid.error ?? allow.error
  return (
    <>
      {error ? <ErrorBanner error={error} /> : null}
      <ul className="host-list">
        {hosts.map(({ host, from }) => (
          <li key={`${from} ${host}`} className="host-row">
            <code className="grow" dir="ltr">
              {host}
            </code>
            {from === 'configuration' ? (
              <span className="small faint">{t('hostConfigured')}</span>
            ) : (
              <Button
                kind="quiet"
                size="small"
                aria-label={t('forbidHostLabel', { host })}
                onClick={() => forbid.mutate(host)}
              >
                {t('forbidHost')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
