import type { SignedWebhook, Webhook } from '#shared/contract/webhooks.ts'
import { ReplaceSecret } from '../../components/replace-secret.tsx'
import { webhooksQuery } from '../../lib/queries.ts'
import { useQueryCache } from '../../lib/use-query.ts'
import { t } from '../../lib/words-webhooks.ts'
import { SigningKeyShown } from './signing-key-shown.tsx'
import { nameOf } from './webhook-words.ts'

/** Gives an address another signing key. */
export function ReplaceWebhookKey({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const cache = useQueryCache()
  return (
    <ReplaceSecret<SignedWebhook>
      title={t('replaceWebhookKeyTitle', { name: nameOf(webhook) })}
      text={t('replaceWebhookKeyText')}
      overlap={t('webhookOverlap')}
      path={`/api/page/webhooks/${webhook.id}/key`}
      onReplaced={() => cache.invalidate(webhooksQuery.key)}
      shown={made => <SigningKeyShown made={made} onClose={onClose} />}
      onClose={onClose}
    />
  )
}
