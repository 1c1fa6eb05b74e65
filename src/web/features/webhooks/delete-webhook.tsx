import type { Webhook } from '#shared/contract/webhooks.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { callApi } from '../../lib/api.ts'
import { webhooksQuery } from '../../lib/queries.ts'
import { showToast } from '../../lib/toasts.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQueryCache } from '../../lib/use-query.ts'
import { t } from '../../lib/words-webhooks.ts'
import { nameOf } from './webhook-words.ts'

/** Asks, then deletes an address with what it was still to be told. */
export function DeleteWebhook({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const cache = useQueryCache()
  const name = nameOf(webhook)
  const remove = useMutation({
    run: () => callApi<null>('DELETE', `/api/page/webhooks/${webhook.id}`),
    onSuccess: () => {
      showToast(t('webhookDeleted', { name }))
      onClose()
    },
    onSettled: () => cache.invalidate(webhooksQuery.key),
  })
  return (
    <ConfirmDialog
      title={t('deleteWebhookTitle', { name })}
      verb={t('delete')}
      busyVerb={t('deleting')}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('deleteWebhookText')}
    </ConfirmDialog>
  )
}
