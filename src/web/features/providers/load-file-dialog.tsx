import './load-file.css'
import { useState } from 'react'
import type { LoadLine, ProviderList, ProviderLoad, ProviderLoaded } from '#shared/contract/logins.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { CheckBox } from '../../components/check-box.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Track } from '../../components/track.tsx'
import { callApi } from '../../lib/api.ts'
import { accountsQuery, connectorsQuery, providersQuery } from '../../lib/queries.ts'
import { showToast } from '../../lib/toasts.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQuery, useQueryCache } from '../../lib/use-query.ts'
import { t, tCount } from '../../lib/words-administration.ts'
import { DropArea, type PickedFile } from './drop-area.tsx'
import { LoadFaults } from './load-faults.tsx'
import { LoadReview } from './load-review.tsx'

/** A load file by drop, choice or paste: checked, shown as what would change, and only then loaded. */
export function LoadFileDialog({ onClose }: { onClose: () => void }) {
  const cache = useQueryCache()
  const providers = useQuery(providersQuery)
  const [file, setFile] = useState<PickedFile>()
  const [accepted, setAccepted] = useState(false)
  const check = useMutation({ run: (picked: PickedFile) => load(picked, { dryRun: true, acceptHostChange: true }) })
  const apply = useMutation({
    run: (picked: PickedFile) => load(picked, { dryRun: false, acceptHostChange: accepted }),
    onSuccess: ({ lines }) => {
      for (const query of [providersQuery, connectorsQuery, accountsQuery]) void cache.invalidate(query.key)
      showToast(tCount('providersLoaded', changesOf(lines)))
      onClose()
    },
  })
  const review = check.error ? undefined : check.data
  const changes = changesOf(review?.lines ?? [])
  const mustAccept = review?.lines.some(leadsElsewhere) ?? false

  function pick(picked: PickedFile) {
    setFile(picked)
    setAccepted(false)
    apply.reset()
    check.mutate(picked)
  }

  return (
    <Dialog
      size="form"
      title={t('loadFile')}
      onClose={onClose}
      footer={
        <>
          <span className="small faint grow wide-only">{t('allOrNothing')}</span>
          <Button kind="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            kind="primary"
            busy={apply.isPending}
            disabled={!file || changes === 0 || (mustAccept && !accepted)}
            onClick={() => file && apply.mutate(file)}
          >
            {apply.isPending ? t('loadingProviders') : tCount('applyChanges', changes)}
          </Button>
        </>
      }
    >
      <div className="dialog-pad stack">
        <Track
          label={t('loadFile')}
          steps={[t('loadStepFile'), t('loadStepCheck'), t('loadStepReview'), t('loadStepDone')]}
          at={!file ? 0 : review ? 2 : 1}
          failed={check.error !== undefined}
        />
        <DropArea picked={file} onPick={pick} />
        {check.error || apply.error ? <LoadFaults error={check.error ?? apply.error} /> : null}
        {review && (
          <LoadReview
            lines={review.lines}
            warnings={review.warnings}
            reconnects={endedLogins(review.lines, providers.data)}
          />
        )}
        {mustAccept && (
          <Banner kind="warn" title={t('newHostTitle')}>
            <CheckBox label={t('acceptHost')} checked={accepted} onChange={setAccepted} />
          </Banner>
        )}
      </div>
    </Dialog>
  )
}

function load(file: PickedFile, how: Pick<ProviderLoad, 'dryRun' | 'acceptHostChange'>): Promise<ProviderLoaded> {
  const body: ProviderLoad = { text: file.text, fileName: file.name, ...how }
  return callApi<ProviderLoaded>('POST', '/api/page/providers/load', { body })
}

function changesOf(lines: readonly LoadLine[]): number {
  return lines.filter(({ outcome }) => outcome === 'created' || outcome === 'updated').length
}

/** The stored secret would go to a host it did not go to before. */
function leadsElsewhere({ outcome, changes }: LoadLine): boolean {
  return outcome === 'updated' && changes.some(change => change.startsWith('+'))
}

/** Logins that have to be signed in again: their application is another one. */
function endedLogins(lines: readonly LoadLine[], loaded: ProviderList | undefined): number {
  return lines
    .filter(({ changes }) => changes.includes('CLIENT_ID'))
    .flatMap(line => loaded?.items.filter(each => isSame(each, line)) ?? [])
    .reduce((sum, { logins }) => sum + logins, 0)
}

function isSame(one: Named, other: Named): boolean {
  return one.connector === other.connector && one.displayName === other.displayName
}

type Named = Pick<LoadLine, 'connector' | 'displayName'>
