import type { SignedWebhook } from '#shared/contract/webhooks.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { CodeBlock } from '../../components/code-block.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { t } from '../../lib/words-webhooks.ts'
import { nameOf } from './webhook-words.ts'

/** The signing key, once. It lives in this window only: closing it forgets it. */
export function SigningKeyShown({ made, onClose }: { made: SignedWebhook; onClose: () => void }) {
  return (
    <Dialog
      size="form"
      title={t('webhookKeyTitle', { name: nameOf(made.webhook) })}
      onClose={onClose}
      footer={
        <Button kind="primary" onClick={onClose}>
          {t('webhookKeyKept')}
        </Button>
      }
    >
      <div className="dialog-pad stack">
        <Banner kind="warn" title={t('webhookKeyOnce')}>
          {t('webhookKeyOnceText')}
        </Banner>
        <CodeBlock text={made.key} what={t('webhookKey')} />
      </div>
    </Dialog>
  )
}
