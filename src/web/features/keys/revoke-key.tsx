import type { ApiKey } from '#shared/contract/keys.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { callApi } from '../../lib/api.ts'
import { keysQuery } from '../../lib/queries.ts'
import { showToast } from '../../lib/toasts.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQueryCache } from '../../lib/use-query.ts'
import { t } from '../../lib/words-administration.ts'

/** Asks, then ends a key at once. */
export function RevokeKey({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const cache = useQueryCache()
  const revoke = useMutation({
    run: () => callApi<null>('DELETE', `/api/page/keys/${apiKey.id}`),
    onSuccess: () => {
      showToast(t('revoked', { name: apiKey.name }))
      onClose()
    },
    onSettled: () => cache.invalidate(keysQuery.key),
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
