import { useState } from 'react'
import type { ApiKey, CreatedApiKey } from '#shared/contract/keys.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { Field } from '../../components/field.tsx'
import { SelectInput } from '../../components/select-input.tsx'
import { callApi } from '../../lib/api.ts'
import { keysQuery } from '../../lib/queries.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQueryCache } from '../../lib/use-query.ts'
import { t } from '../../lib/words-administration.ts'
import { NewKeyShown } from './new-key-shown.tsx'

const OVERLAPS = [
  { hours: 1, label: 'overlapHour' },
  { hours: 24, label: 'overlapDay' },
  { hours: 168, label: 'overlapWeek' },
  { hours: 0, label: 'overlapNone' },
] as const

interface RotateKeyProps {
  apiKey: ApiKey
  publicUrl: string
  onClose: () => void
}

/** Replaces a key: both work for a while, so that no program stands still. */
export function RotateKey({ apiKey, publicUrl, onClose }: RotateKeyProps) {
  const cache = useQueryCache()
  const [hours, setHours] = useState(24)
  const rotate = useMutation({
    run: () => callApi<CreatedApiKey>('POST', `/api/page/keys/${apiKey.id}/rotate`, { body: { overlapHours: hours } }),
    onSuccess: () => cache.invalidate(keysQuery.key),
  })
  if (rotate.data) return <NewKeyShown created={rotate.data} publicUrl={publicUrl} onClose={onClose} />
  return (
    <Dialog
      size="small"
      title={t('rotateTitle', { name: apiKey.name })}
      onClose={onClose}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button kind="primary" busy={rotate.isPending} onClick={() => rotate.mutate()}>
            {t(rotate.isPending ? 'rotating' : 'rotate')}
          </Button>
        </>
      }
    >
      <div className="dialog-pad stack">
        <p>{t('rotateText')}</p>
        {rotate.error ? <ErrorBanner error={rotate.error} /> : null}
        <Field label={t('overlap')}>
          {control => (
            <SelectInput {...control} value={hours} onChange={event => setHours(Number(event.target.value))}>
              {OVERLAPS.map(each => (
                <option key={each.hours} value={each.hours}>
                  {t(each.label)}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
      </div>
    </Dialog>
  )
}
