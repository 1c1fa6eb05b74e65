import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { callApi } from '../../lib/api.ts'
import { connectorsQuery, providersQuery } from '../../lib/queries.ts'
import { showToast } from '../../lib/toasts.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQueryCache } from '../../lib/use-query.ts'
import { t } from '../../lib/words-administration.ts'
import type { Provider } from './login-configs.ts'

/** Asks, then removes a loaded provider. Refused while logins use it. */
export function DeleteProvider({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const cache = useQueryCache()
  const remove = useMutation({
    run: () => callApi<null>('DELETE', `/api/page/providers/${provider.id}`),
    onSuccess: () => {
      void cache.invalidate(providersQuery.key)
      void cache.invalidate(connectorsQuery.key)
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
