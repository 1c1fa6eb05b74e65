import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { callApi } from '../../lib/api.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { t } from '../../lib/words-oversight.ts'
import type { OwnedDialogProps } from './suspend-account.tsx'

/** Asks, then deletes what somebody who left has saved. */
export function DeleteOwned({ item, words, onDone, onClose }: OwnedDialogProps) {
  const remove = useMutation({
    run: () => callApi<null>('DELETE', `/api/page/all-accounts/${item.id}`),
    onSuccess: onDone,
  })
  return (
    <ConfirmDialog
      title={t('removeTitle', words)}
      verb={t('delete')}
      busyVerb={t('deleting')}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('removeText')}
    </ConfirmDialog>
  )
}
