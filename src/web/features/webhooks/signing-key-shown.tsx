import type { SignedWebhook } from '#shared/contract/webhooks.ts'
import { SecretShown } from '../../components/secret-shown.tsx'
import { t } from '../../lib/words-webhooks.ts'
import { nameOf } from './webhook-words.ts'

/** The signing key of an address, once. */
export function SigningKeyShown({ made, onClose }: { made: SignedWebhook; onClose: () => void }) {
  return (
    <SecretShown
      title={t('webhookKeyTitle', { name: nameOf(made.webhook) })}
      secret={made.key}
      what={t('webhookKey')}
      once={{ title: t('webhookKeyOnce'), text: t('webhookKeyOnceText') }}
      kept={t('webhookKeyKept')}
      onClose={onClose}
    />
  )
}
