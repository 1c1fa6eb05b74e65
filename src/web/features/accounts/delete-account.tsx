import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Account } from '#shared/contract/accounts.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { callApi } from '../../lib/api.ts'
import { accountsQuery } from '../../lib/queries.ts'
import { t } from '../../lib/t.ts'
import { showToast } from '../../lib/toasts.ts'

/** Asks, then deletes one entry. A refusal ("in use") is said in the same window. */
export function DeleteAccount({ account, onClose }: { account: Account; onClose: () => void }) {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => callApi<null>('DELETE', `/api/page/accounts/${account.id}`, { rowVersion: account.rowVersion }),
    onSuccess: () => {
      client.setQueryData(accountsQuery.queryKey, list => list?.filter(each => each.id !== account.id))
      showToast(t('deleted', { label: account.label }))
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: accountsQuery.queryKey }),
  })
  return (
    <ConfirmDialog
      title={t('deleteTitle', { label: account.label })}
      verb={t('delete')}
      busyVerb={t('deleting')}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t(account.kind === 'login' ? 'deleteLoginText' : 'deleteConnectionText')}
    </ConfirmDialog>
  )
}
