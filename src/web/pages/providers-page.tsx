import { type ComponentProps, Suspense, useState } from 'react'
import type { StartedTrial } from '#shared/contract/trials.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorBanner } from '../components/error-banner.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { DeleteProvider } from '../features/providers/delete-provider.tsx'
import { LoadFileDialog } from '../features/providers/load-file-dialog.tsx'
import { loginConfigs, type Provider } from '../features/providers/login-configs.ts'
import { ProviderCard } from '../features/providers/provider-card.tsx'
import { saveTemplate } from '../features/providers/save-template.ts'
import type { TrySignIn } from '../features/providers/try-sign-in.tsx'
import { AdministrationLinks } from '../features/shell/main-links.tsx'
import { callApi } from '../lib/api.ts'
import { latePart } from '../lib/late-part.tsx'
import { connectorsQuery, healthQuery, providersQuery } from '../lib/queries.ts'
import { useAddress } from '../lib/use-address.ts'
import { useMutation } from '../lib/use-mutation.ts'
import { useQuery } from '../lib/use-query.ts'
import { t } from '../lib/words-administration.ts'

const LateTrySignIn = latePart<ComponentProps<typeof TrySignIn>>(async () => {
  const { TrySignIn } = await import('../features/providers/try-sign-in.tsx')
  return TrySignIn
})

/** "Providers": the OAuth configs of the installed connectors, and the redirect URIs to register. */
export function Component() {
  const connectors = useQuery(connectorsQuery)
  const providers = useQuery(providersQuery)
  const health = useQuery(healthQuery)
  const [loading, setLoading] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const [removing, setRemoving] = useState<Provider | undefined>()
  const { params, change } = useAddress()
  const trial = params.get('trial')
  const start = useMutation({
    run: (id: string) => callApi<StartedTrial>('POST', `/api/page/providers/${id}/trial`, { body: {} }),
    onSuccess: ({ id }) => change({ trial: id }),
    onError: setFailure,
  })
  const failed = [connectors, providers].find(query => query.isError)
  const configs =
    connectors.data && providers.data ? loginConfigs(connectors.data.items, providers.data.items) : undefined
  return (
    <div className="page page-narrow">
      <PageHead
        title={t('providersTitle')}
        actions={
          <Button kind="primary" icon="upload" onClick={() => setLoading(true)}>
            {t('loadFileAsk')}
          </Button>
        }
      >
        {t('providersIntro')}
      </PageHead>
      <AdministrationLinks />
      {failure ? <ErrorBanner error={failure} onClose={() => setFailure(undefined)} /> : null}
      {failed ? (
        <ErrorState error={failed.error} onRetry={() => failed.refetch()} busy={failed.isFetching} />
      ) : !configs ? (
        <SkeletonRows rows={4} />
      ) : configs.length === 0 ? (
        <EmptyState line="none" title={t('noConfigs')}>
          {t('noConfigsText')}
        </EmptyState>
      ) : (
        configs.map(config => (
          <ProviderCard
            key={config.type.name}
            config={config}
            alone={configs.length === 1}
            health={new Map(health.data?.providers.map(one => [one.id, one]))}
            onTemplate={() => void saveTemplate(config.type.name).catch(setFailure)}
            actions={{ remove: setRemoving, tryIt: ({ id }) => start.mutate(id) }}
          />
        ))
      )}
      {loading && <LoadFileDialog onClose={() => setLoading(false)} />}
      {trial && (
        <Suspense>
          <LateTrySignIn key={trial} id={trial} onClose={() => change({ trial: null }, { replace: true })} />
        </Suspense>
      )}
      {removing && <DeleteProvider provider={removing} onClose={() => setRemoving(undefined)} />}
    </div>
  )
}
