import { useState } from 'react'
import type { ActivityCheck, ActivityKind } from '#shared/contract/activity.ts'
import { Banner } from '../components/banner.tsx'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorBanner } from '../components/error-banner.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { SelectInput } from '../components/select-input.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { ActivityList } from '../features/activity/activity-list.tsx'
import { exportActivity } from '../features/activity/export-activity.ts'
import { type ActivityFilter, useActivity } from '../features/activity/use-activity.ts'
import { AdministrationLinks } from '../features/shell/main-links.tsx'
import { callApi } from '../lib/api.ts'
import { useAddress } from '../lib/use-address.ts'
import { useMutation } from '../lib/use-mutation.ts'
import { t, tCount } from '../lib/words-oversight.ts'

const KINDS = [
  ['', 'kindAll'],
  ['accounts', 'kindAccounts'],
  ['credentials', 'kindCredentials'],
  ['sign-ins', 'kindSignIns'],
  ['keys', 'kindKeys'],
  ['providers', 'kindProviders'],
  ['hosts', 'kindHosts'],
  ['windows', 'kindWindows'],
  ['webhooks', 'kindWebhooks'],
] as const satisfies readonly (readonly [ActivityKind | '', string])[]

/** "Activity": the record of who did what. What is shown stands in the address. */
export function Component() {
  const { params, change } = useAddress()
  const kind = KINDS.map(([name]) => name).find(name => name === params.get('kind')) ?? ''
  const filter: ActivityFilter = { kind, about: params.get('about') ?? '' }
  const activity = useActivity(filter)
  const { items } = activity
  const [good, setGood] = useState<number | undefined>()
  const check = useMutation({
    run: () => callApi<ActivityCheck>('POST', '/api/page/activity/check', { body: {} }),
    onStart: () => setGood(undefined),
    onSuccess: ({ rows, faults }) => setGood(faults.length === 0 ? rows : undefined),
  })
  const [cutAt, setCutAt] = useState<number | undefined>()
  const download = useMutation({
    run: activity.readAll,
    onStart: () => setCutAt(undefined),
    onSuccess: ({ items: lines, isCut }) => {
      exportActivity(lines)
      if (isCut) setCutAt(lines.length)
    },
  })
  const failure = download.error ?? check.error
  const checkWord = t(check.isPending ? 'activityChecking' : 'activityCheck')
  return (
    <div className="page">
      <PageHead
        title={t('activityTitle')}
        actions={
          <>
            <Button icon="done" busy={check.isPending} aria-label={checkWord} onClick={() => check.mutate()}>
              <span className="wide-only">{checkWord}</span>
            </Button>
            <Button icon="file" busy={download.isPending} onClick={() => download.mutate()}>
              {t(download.isPending ? 'activityExporting' : 'activityExport')}
            </Button>
          </>
        }
      >
        {t('activityIntro')}
      </PageHead>
      <AdministrationLinks />
      {failure ? <ErrorBanner error={failure} /> : null}
      {good !== undefined && <Banner kind="ok" role="status" title={tCount('activityGood', good)} />}
      {cutAt !== undefined && (
        <Banner kind="warn" role="status" title={tCount('activityCut', cutAt)} onClose={() => setCutAt(undefined)}>
          {t('activityCutText')}
        </Banner>
      )}
      {check.data && check.data.faults.length > 0 && <Altered faults={check.data.faults} />}
      <div className="activity-tools">
        <SelectInput
          aria-label={t('activityKind')}
          value={kind}
          onChange={event => change({ kind: event.target.value || null }, { replace: true })}
        >
          {KINDS.map(([name, word]) => (
            <option key={name} value={name}>
              {t(word)}
            </option>
          ))}
        </SelectInput>
        {filter.about && (
          <Button size="small" icon="close" onClick={() => change({ about: null })}>
            {t('activityAbout', { name: items?.find(({ object }) => object === filter.about)?.label ?? filter.about })}
          </Button>
        )}
      </div>
      {items === undefined ? (
        activity.error ? (
          <ErrorState error={activity.error} onRetry={activity.again} busy={activity.isPending} />
        ) : (
          <SkeletonRows rows={6} />
        )
      ) : items.length === 0 ? (
        <EmptyState line="none" title={t(kind || filter.about ? 'activityNone' : 'activityEmpty')}>
          {t('activityEmptyText')}
        </EmptyState>
      ) : (
        <div className="card">
          <ActivityList items={items} onAbout={({ object }) => change({ about: object })} />
          {activity.error ? <ErrorBanner error={activity.error} /> : null}
          {activity.hasMore && (
            <div className="activity-more">
              <Button busy={activity.isPending} onClick={activity.more}>
                {t('activityMore')}
              </Button>
            </div>
          )}
        </div>
      )}
    </div>
  )
}

function Altered({ faults }: { faults: readonly string[] }) {
  return (
    <Banner kind="bad" role="alert" title={t('activityBad')}>
      <ul>
        {faults.map(fault => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </Banner>
  )
}
