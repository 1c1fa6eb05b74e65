import { useState } from 'react'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { DeleteProvider } from '../features/providers/delete-provider.tsx'
import { loginConfigs, type Provider, ProviderCard } from '../features/providers/provider-cards.tsx'
import { AdministrationLinks } from '../features/shell/main-links.tsx'
import { connectorsQuery, providersQuery } from '../lib/queries.ts'
import { useQuery } from '../lib/use-query.ts'
import { t } from '../lib/words-administration.ts'

/** "Providers": the OAuth configs of the installed connectors, and the redirect URIs to register. */
export function Component() {
  const connectors = useQuery(connectorsQuery)
  const providers = useQuery(providersQuery)
  const [removing, setRemoving] = useState<Provider | undefined>()
  const failed = [connectors, providers].find(query => query.isError)
  const configs =
    connectors.data && providers.data ? loginConfigs(connectors.data.items, providers.data.items) : undefined
  return (
    <div className="page page-narrow">
      <PageHead title={t('providersTitle')}>{t('providersIntro')}</PageHead>
      <AdministrationLinks />
      {failed ? (
        <ErrorState error={failed.error} onRetry={() => failed.refetch()} busy={failed.isFetching} />
      ) : !configs ? (
        <SkeletonRows rows={4} />
      ) : configs.length === 0 ? (
        <EmptyState line="none" title={t('noConfigs')}>
          {t('noConfigsText')}
        </EmptyState>
      ) : (
        configs.map(config => <ProviderCard key={config.type.name} config={config} onDelete={setRemoving} />)
      )}
      {removing && <DeleteProvider provider={removing} onClose={() => setRemoving(undefined)} />}
    </div>
  )
}
