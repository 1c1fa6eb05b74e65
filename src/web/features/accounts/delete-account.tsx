import type { Account } from '#shared/contract/accounts.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { callApi } from '../../lib/api.ts'
import { accountsQuery } from '../../lib/queries.ts'
import { t } from '../../lib/t.ts'
import { showToast } from '../../lib/toasts.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQueryCache } from '../../lib/use-query.ts'

/** Asks, then deletes one entry. A refusal ("in use") is said in the same window. */
export function DeleteAccount({ account, onClose }: { account: Account; onClose: () => void }) {
  const cache = useQueryCache()
  const remove = useMutation({
    run: () => callApi<null>('DELETE', `/api/page/accounts/${account.id}`, { rowVersion: account.rowVersion }),
    onSuccess: () => {
      cache.change(accountsQuery, list => list.filter(each => each.id !== account.id))
      showToast(t('deleted', { label: account.label }))
      onClose()
    },
    onSettled: () => cache.invalidate(accountsQuery.key),
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
