import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiKey } from '#shared/contract/keys.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { callApi } from '../../lib/api.ts'
import { keysQuery } from '../../lib/queries.ts'
import { t } from '../../lib/t.ts'
import { showToast } from '../../lib/toasts.ts'

/** Asks, then ends a key at once. */
export function RevokeKey({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => callApi<null>('DELETE', `/api/page/keys/${apiKey.id}`),
    onSuccess: () => {
      showToast(t('revoked', { name: apiKey.name }))
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: keysQuery.queryKey }),
  })
  return (
    <ConfirmDialog
      title={t('revokeTitle', { name: apiKey.name })}
      verb={t('revoke')}
      busyVerb={t('revoking')}
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      {t('revokeText')}
    </ConfirmDialog>
  )
}
