import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { callApi } from '../../lib/api.ts'
import { connectorsQuery, healthQuery, providersQuery } from '../../lib/queries.ts'
import { showToast } from '../../lib/toasts.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQueryCache } from '../../lib/use-query.ts'
import { t, tCount } from '../../lib/words-administration.ts'
import type { Provider } from './login-configs.ts'

/** Where a newer config of the connector would send the secret. Nothing goes there until somebody has seen it. */
export function WaitingHosts({ provider, hosts }: { provider: Provider; hosts: readonly string[] }) {
  const cache = useQueryCache()
  const name = provider.displayName
  const approve = useMutation({
    run: () => callApi<null>('POST', `/api/page/providers/${provider.id}/hosts`, { body: { hosts } }),
    onSuccess: () => showToast(t('hostsApprovedNow', { name })),
    onSettled: () =>
      Promise.all([providersQuery, connectorsQuery, healthQuery].map(query => cache.invalidate(query.key))),
  })
  return (
    <>
      <Banner
        kind="warn"
        title={tCount('hostsWaiting', hosts.length)}
        action={
          <Button size="small" busy={approve.isPending} onClick={() => approve.mutate()}>
            {t(approve.isPending ? 'approving' : 'approve')}
            <span className="visually-hidden"> {name}</span>
          </Button>
        }
      >
        <p>{t('hostsWaitingText')}</p>
        <ul>
          {hosts.map(host => (
            <li key={host}>
              <code dir="ltr">{host}</code>
            </li>
          ))}
        </ul>
      </Banner>
      {approve.error ? <ErrorBanner error={approve.error} /> : null}
    </>
  )
}
