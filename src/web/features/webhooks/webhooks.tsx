import { useState } from 'react'
import type { Webhook } from '#shared/contract/webhooks.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { webhooksQuery } from '../../lib/queries.ts'
import { useQuery } from '../../lib/use-query.ts'
import { t } from '../../lib/words-webhooks.ts'
import { DeleteWebhook } from './delete-webhook.tsx'
import { Deliveries } from './deliveries.tsx'
import { ReplaceWebhookKey } from './replace-webhook-key.tsx'
import { WebhookDialog } from './webhook-dialog.tsx'
import { WebhookList, type WebhookWindow } from './webhook-list.tsx'

/** Who outside is told of events: the list, and the windows over it. */
export function Webhooks() {
  const webhooks = useQuery(webhooksQuery)
  const [adding, setAdding] = useState(false)
  const [open, setOpen] = useState<{ window: WebhookWindow; webhook: Webhook } | undefined>()
  const close = () => setOpen(undefined)
  const Window = open && WINDOWS[open.window]
  return (
    <>
      <section className="card" aria-labelledby="webhooks-title">
        <header className="card-head">
          <div className="grow">
            <h2 id="webhooks-title" className="section-title">
              {t('webhooks')}
            </h2>
            <p className="small muted">{t('webhooksText')}</p>
          </div>
          <Button icon="plus" onClick={() => setAdding(true)}>
            {t('addWebhookAsk')}
          </Button>
        </header>
        {webhooks.isPending ? (
          <SkeletonRows rows={1} />
        ) : webhooks.isError ? (
          <ErrorState error={webhooks.error} onRetry={() => webhooks.refetch()} busy={webhooks.isFetching} />
        ) : webhooks.data.items.length === 0 ? (
          <EmptyState title={t('noWebhooks')}>{t('noWebhooksText')}</EmptyState>
        ) : (
          <WebhookList webhooks={webhooks.data.items} onOpen={(window, webhook) => setOpen({ window, webhook })} />
        )}
      </section>
      {adding && <WebhookDialog onClose={() => setAdding(false)} />}
      {Window && <Window webhook={open.webhook} onClose={close} />}
    </>
  )
}

const WINDOWS = {
  edit: WebhookDialog,
  deliveries: Deliveries,
  key: ReplaceWebhookKey,
  delete: DeleteWebhook,
} as const satisfies Record<WebhookWindow, unknown>
