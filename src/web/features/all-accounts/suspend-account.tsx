import type { OwnedAccount } from '#shared/contract/accounts.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { callApi } from '../../lib/api.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { t } from '../../lib/words-oversight.ts'

export interface OwnedDialogProps {
  item: OwnedAccount
  words: { entry: string; owner: string }
  onDone: () => void
  onClose: () => void
}

/** Holds an entry back, or lets it go again. */
export function changeSuspension({ id }: OwnedAccount, suspended: boolean): Promise<OwnedAccount> {
  return callApi<OwnedAccount>('PUT', `/api/page/all-accounts/${id}/suspension`, { body: { suspended } })
}

interface SuspendProps extends Omit<OwnedDialogProps, 'onDone'> {
  onDone: (changed: OwnedAccount) => void
}

/** Asks before an entry is held back: flows of others feel it. */
export function SuspendAccount({ item, words, onDone, onClose }: SuspendProps) {
  const suspend = useMutation({ run: () => changeSuspension(item, true), onSuccess: onDone })
  return (
    <ConfirmDialog
      title={t('suspendTitle', words)}
      verb={t('suspend')}
      busyVerb={t('suspending')}
      busy={suspend.isPending}
      error={suspend.error}
      onConfirm={() => suspend.mutate()}
      onClose={onClose}
    >
      {t('suspendText')}
    </ConfirmDialog>
  )
}
