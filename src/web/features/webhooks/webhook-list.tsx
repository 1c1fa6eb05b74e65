import './webhooks.css'
import type { Webhook, WebhookChange, WebhookTrial } from '#shared/contract/webhooks.ts'
import { Button } from '../../components/button.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { Menu } from '../../components/menu.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { callApi } from '../../lib/api.ts'
import { webhooksQuery } from '../../lib/queries.ts'
import { beginning } from '../../lib/relative-time.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useNow } from '../../lib/use-now.ts'
import { useQueryCache } from '../../lib/use-query.ts'
import { t } from '../../lib/words-webhooks.ts'
import { answerWords, eventsWords, nameOf, OFF_WORDS } from './webhook-words.ts'

export type WebhookWindow = 'edit' | 'deliveries' | 'key' | 'delete'

interface RowProps {
  webhook: Webhook
  onOpen: (window: WebhookWindow, webhook: Webhook) => void
}

export function WebhookList({ webhooks, onOpen }: { webhooks: readonly Webhook[] } & Pick<RowProps, 'onOpen'>) {
  return (
    <ul className="key-list">
      {webhooks.map(webhook => (
        <WebhookRow key={webhook.id} webhook={webhook} onOpen={onOpen} />
      ))}
    </ul>
  )
}

/** One address: what it is told, how it stands, and a test whose answer stands right there. */
function WebhookRow({ webhook, onOpen }: RowProps) {
  const cache = useQueryCache()
  const name = nameOf(webhook)
  const path = `/api/page/webhooks/${webhook.id}`
  const test = useMutation({ run: () => callApi<WebhookTrial>('POST', `${path}/test`) })
  const change = useMutation({
    run: (body: WebhookChange) => callApi<Webhook>('PATCH', path, { body }),
    onSettled: () => cache.invalidate(webhooksQuery.key),
  })
  const error = test.error ?? change.error
  const open = (window: WebhookWindow) => () => onOpen(window, webhook)
  return (
    <li className="key-row webhook-row">
      <div className="grow">
        <div className="strong key-name">{name}</div>
        <code className="faint webhook-url" dir="ltr">
          {webhook.url}
        </code>
        <div className="small muted webhook-events">{eventsWords(webhook.events)}</div>
        <Standing webhook={webhook} />
        <div role="status" className="small">
          {test.data && <TrialWords trial={test.data} />}
        </div>
      </div>
      <Button
        kind="quiet"
        size="small"
        busy={test.isPending}
        aria-label={t('webhookTestLabel', { name })}
        onClick={() => test.mutate()}
      >
        {t(test.isPending ? 'testing' : 'test')}
      </Button>
      <Button kind="quiet" size="small" aria-label={t('webhookDeliveriesLabel', { name })} onClick={open('deliveries')}>
        {t('webhookDeliveries')}
      </Button>
      <Menu
        label={t('webhookMore', { name })}
        entries={() => [
          { label: t('edit'), icon: 'edit', run: open('edit') },
          { label: t('replaceWebhookKey'), icon: 'key', run: open('key') },
          {
            label: t(webhook.on ? 'switchOff' : 'switchOn'),
            icon: webhook.on ? 'minus' : 'play',
            run: () => change.mutate({ on: !webhook.on }),
          },
          { label: t('deleteWebhookAsk'), icon: 'trash', run: open('delete'), destructive: true },
        ]}
      />
      {error ? <ErrorBanner error={error} /> : null}
    </li>
  )
}

function Standing({ webhook: { on, off, failingSince, lastDeliveredAt } }: { webhook: Webhook }) {
  if (!on) return <p className="small tone-warn">{t(OFF_WORDS[off ?? 'person'])}</p>
  if (failingSince !== undefined) return <FailingSince iso={failingSince} />
  if (lastDeliveredAt === undefined) return <p className="small muted">{t('webhookOn')}</p>
  return (
    <p className="small muted">
      {t('webhookDelivered')} <RelativeTime iso={lastDeliveredAt} />
    </p>
  )
}

function FailingSince({ iso }: { iso: string }) {
  const now = useNow()
  return <p className="small tone-bad">{t('webhookFailing', { when: beginning(iso, now) })}</p>
}

function TrialWords({ trial: { ok, answer, milliseconds } }: { trial: WebhookTrial }) {
  if (!ok) return <span className="tone-bad">{`${t('webhookTestFailed')} ${answerWords(answer)}`}</span>
  return (
    <span className="tone-ok">{t('webhookTestOk', { status: answer.replace('http-', ''), ms: milliseconds })}</span>
  )
}
