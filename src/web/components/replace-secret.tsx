import { type ReactNode, useState } from 'react'
import { callApi } from '../lib/api.ts'
import { useMutation } from '../lib/use-mutation.ts'
import { t } from '../lib/words-administration.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { ErrorBanner } from './error-banner.tsx'
import { Field } from './field.tsx'
import { SelectInput } from './select-input.tsx'

const OVERLAPS = [
  { hours: 1, label: 'overlapHour' },
  { hours: 24, label: 'overlapDay' },
  { hours: 168, label: 'overlapWeek' },
  { hours: 0, label: 'overlapNone' },
] as const

interface ReplaceSecretProps<Made> {
  title: string
  text: string
  /** What is chosen: how long the old one goes on. */
  overlap: string
  /** Takes `{overlapHours}` and answers with the new one. */
  path: string
  onReplaced: () => unknown
  /** The new one, once. */
  shown: (made: Made) => ReactNode
  onClose: () => void
}

/** Replaces a key: both count for a while, so that no program stands still. */
export function ReplaceSecret<Made>(props: ReplaceSecretProps<Made>) {
  const { title, text, overlap, path, onReplaced, shown, onClose } = props
  const [hours, setHours] = useState(24)
  const replace = useMutation({
    run: () => callApi<Made>('POST', path, { body: { overlapHours: hours } }),
    onSuccess: onReplaced,
  })
  if (replace.data) return shown(replace.data)
  return (
    <Dialog
      size="small"
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button kind="primary" busy={replace.isPending} onClick={() => replace.mutate()}>
            {t(replace.isPending ? 'rotating' : 'rotate')}
          </Button>
        </>
      }
    >
      <div className="dialog-pad stack">
        <p>{text}</p>
        {replace.error ? <ErrorBanner error={replace.error} /> : null}
        <Field label={overlap}>
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
