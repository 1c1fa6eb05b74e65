import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { callApi } from '../../lib/api.ts'
import { connectorsQuery, providersQuery } from '../../lib/queries.ts'
import { t } from '../../lib/t.ts'
import { showToast } from '../../lib/toasts.ts'
import type { Provider } from './provider-cards.tsx'

/** Asks, then removes a loaded provider. Refused while logins use it. */
export function DeleteProvider({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => callApi<null>('DELETE', `/api/page/providers/${provider.id}`),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: providersQuery.queryKey })
      void client.invalidateQueries({ queryKey: connectorsQuery.queryKey })
      showToast(t('providerRemoved', { name: provider.displayName }))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('removeProviderTitle', { name: provider.displayName })}
      verb={t('remove')}
      busyVerb={t('removing')}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('removeProviderText')}
    </ConfirmDialog>
  )
}
