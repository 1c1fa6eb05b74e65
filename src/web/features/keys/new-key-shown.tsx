import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { CodeBlock } from '../../components/code-block.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { curlLine } from '../../lib/curl-line.ts'
import { t } from '../../lib/words-administration.ts'

/** The key, once. It lives in this window only: closing it forgets it. */
export function NewKeyShown({
  created,
  publicUrl,
  onClose,
}: {
  created: CreatedApiKey
  publicUrl: string
  onClose: () => void
}) {
  return (
    <Dialog
      title={t('keyCreatedTitle', { name: created.apiKey.name })}
      onClose={onClose}
      footer={
        <Button kind="primary" onClick={onClose}>
          {t('keyKept')}
        </Button>
      }
    >
      <div className="dialog-pad stack">
        <Banner kind="warn" title={t('keyOnce')}>
          {t('keyOnceText')}
        </Banner>
        <CodeBlock text={created.key} what={t('apiKey')} />
        <div className="stack stack-tight">
          <h3 className="strong">{t('useItCurl')}</h3>
          <p className="small muted">{t('keyUseText')}</p>
          <CodeBlock
            text={`export FLOW_API_KEY=${created.key}\n${curlLine(publicUrl, 'con_…')}`}
            what={t('useItCurl')}
          />
        </div>
      </div>
    </Dialog>
  )
}
