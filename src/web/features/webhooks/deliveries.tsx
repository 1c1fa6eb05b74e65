import type { Delivery, DeliveryList, Webhook } from '#shared/contract/webhooks.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { callApi } from '../../lib/api.ts'
import { deliveriesQuery } from '../../lib/queries.ts'
import { showToast } from '../../lib/toasts.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useNow } from '../../lib/use-now.ts'
import { useQuery, useQueryCache } from '../../lib/use-query.ts'
import { t, tCount } from '../../lib/words-webhooks.ts'
import { answerWords, DELIVERY_WORDS, eventWords, nameOf } from './webhook-words.ts'

/** What an address was told, newest first, and what it is still to be told. */
export function Deliveries({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const cache = useQueryCache()
  const query = deliveriesQuery(webhook.id)
  const deliveries = useQuery<DeliveryList>(query)
  const again = useMutation({
    run: (event: string) => callApi<null>('POST', `/api/page/webhooks/${webhook.id}/deliveries/${event}/again`),
    onSuccess: () => showToast(t('sentAgain')),
    onSettled: () => cache.invalidate(query.key),
  })
  return (
    <Dialog size="form" title={t('webhookDeliveriesLabel', { name: nameOf(webhook) })} onClose={onClose}>
      <div className="dialog-pad stack">
        {again.error ? <ErrorBanner error={again.error} /> : null}
        {deliveries.isPending ? (
          <SkeletonRows rows={3} />
        ) : deliveries.isError ? (
          <ErrorState error={deliveries.error} onRetry={() => deliveries.refetch()} busy={deliveries.isFetching} />
        ) : deliveries.data.items.length === 0 ? (
          <EmptyState title={t('noDeliveries')}>{t('noDeliveriesText')}</EmptyState>
        ) : (
          <ul>
            {deliveries.data.items.map(delivery => (
              <DeliveryRow key={delivery.id} delivery={delivery} onAgain={again.mutate} />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  )
}

const SOON_MS = 60_000

const TONES = { waiting: 'tone-warn', delivered: 'tone-ok', 'given up': 'tone-bad' } as const

function DeliveryRow({ delivery, onAgain }: { delivery: Delivery; onAgain: (event: string) => void }) {
  const { id, type, state, tries, createdAt, nextAt, answer } = delivery
  const event = eventWords(type)
  return (
    <li className="delivery">
      <div className="grow">
        <div className="delivery-event">
          {event} · <RelativeTime iso={createdAt} />
        </div>
        <div className="small">
          <span className={TONES[state]}>{t(DELIVERY_WORDS[state])}</span> {nextAt && <NextTry iso={nextAt} />}
        </div>
        {tries > 0 && (
          <div className="small muted">
            {tCount('deliveryTries', tries)}
            {answer && `, ${answerWords(answer)}`}
          </div>
        )}
        <code className="faint small">{id}</code>
      </div>
      <Button kind="quiet" size="small" aria-label={t('sendAgainLabel', { event })} onClick={() => onAgain(id)}>
        {t('sendAgain')}
      </Button>
    </li>
  )
}

function NextTry({ iso }: { iso: string }) {
  const now = useNow()
  return Date.parse(iso) - now < SOON_MS ? t('withinAMinute') : <RelativeTime iso={iso} />
}
