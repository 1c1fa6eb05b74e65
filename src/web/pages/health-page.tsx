import type { Health } from '#shared/contract/health.ts'
import { Banner } from '../components/banner.tsx'
import { BrokenList } from '../components/broken-list.tsx'
import { Button } from '../components/button.tsx'
import { ErrorBanner } from '../components/error-banner.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { RelativeTime } from '../components/relative-time.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { EntriesCard } from '../features/health/entries-card.tsx'
import { Fact } from '../features/health/fact.tsx'
import { HealthCard } from '../features/health/health-card.tsx'
import { RenewalsCard } from '../features/health/renewals-card.tsx'
import { RunnerCard } from '../features/health/runner-card.tsx'
import { AdministrationLinks } from '../features/shell/main-links.tsx'
import { connectorsQuery, healthQuery } from '../lib/queries.ts'
import { serverWords } from '../lib/server-words.ts'
import { useQuery } from '../lib/use-query.ts'
import { t } from '../lib/words-oversight.ts'

const KEY_FROM = { file: 'keyFrom', transit: 'keyFromTransit', command: 'keyFromCommand' } as const

/** "Health": how this instance stands, and what it does not claim. */
export function Component() {
  const health = useQuery(healthQuery)
  return (
    <div className="page">
      <PageHead
        title={t('healthTitle')}
        actions={
          <Button icon="refresh" busy={health.isFetching} onClick={health.refetch}>
            {t(health.isFetching ? 'refreshing' : 'refresh')}
          </Button>
        }
      >
        {t('healthIntro')}
      </PageHead>
      <AdministrationLinks />
      {health.data ? (
        <>
          {health.isError && <ErrorBanner error={health.error} />}
          <Cards health={health.data} />
        </>
      ) : health.isError ? (
        <ErrorState error={health.error} onRetry={health.refetch} busy={health.isFetching} />
      ) : (
        <SkeletonRows rows={6} />
      )}
    </div>
  )
}

function Cards({ health }: { health: Health }) {
  return (
    <>
      {health.ready ? (
        <Banner kind="ok" title={t('healthReady')} />
      ) : (
        <Banner kind="bad" role="alert" title={t('healthNotReady')}>
          {t('healthNotReadyText')}
        </Banner>
      )}
      <BrokenTypes />
      <div className="health-grid">
        <RunnerCard runner={health.runner} />
        <EntriesCard entries={health.entries} />
        <RenewalsCard health={health} />
        <DataCard health={health} />
        <InstanceCard health={health} />
      </div>
    </>
  )
}

/** Types that nobody can use, and why: the first thing to mend. */
function BrokenTypes() {
  const connectors = useQuery(connectorsQuery)
  return <BrokenList broken={connectors.data?.broken ?? []} open />
}

function DataCard({ health: { database, vault, credentialReads, refusedReads } }: { health: Health }) {
  return (
    <HealthCard title={t('storeTitle')}>
      <dl className="health-facts">
        <Fact word={t('database')}>{database === 'sqlite' ? 'SQLite' : 'PostgreSQL'}</Fact>
        <Fact word={t('keyFrom')}>
          {vault.keyFile === undefined ? t(KEY_FROM[vault.keyFrom]) : <code>{vault.keyFile}</code>}
          <span className="small muted">{t(vault.keyFrom === 'file' ? 'keyFileText' : 'keyServiceText')}</span>
        </Fact>
        <Fact word={t('dataKeys')}>{vault.dataKeys}</Fact>
        {vault.newestDataKeyAt && (
          <Fact word={t('newestKey')}>
            <RelativeTime iso={vault.newestDataKeyAt} />
          </Fact>
        )}
        <Fact word={t('reads')}>{t('readsText', { reads: credentialReads, refused: refusedReads })}</Fact>
      </dl>
    </HealthCard>
  )
}

function InstanceCard({ health }: { health: Health }) {
  return (
    <HealthCard title={t('instance')}>
      <dl className="health-facts">
        <Fact word={t('version')}>{`Flow Connections ${health.version}, Node.js ${health.node}`}</Fact>
        <Fact word={t('environment')}>{health.environment}</Fact>
        <Fact word={t('instanceAddress')}>
          <code dir="ltr">{health.publicUrl}</code>
          {health.returnProblem && <span className="small tone-bad">{serverWords(health.returnProblem)}</span>}
        </Fact>
        <Fact word={t('runningSince')}>
          <RelativeTime iso={health.startedAt} />
        </Fact>
        <Fact word={t('memory')}>{`${Math.round(health.memoryBytes / 1_000_000)} MB`}</Fact>
      </dl>
    </HealthCard>
  )
}
