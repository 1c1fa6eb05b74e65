import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { CodeBlock } from '../../components/code-block.tsx'
import { SecretShown } from '../../components/secret-shown.tsx'
import { curlLine } from '../../lib/curl-line.ts'
import { t } from '../../lib/words-administration.ts'

/** The key, once, with a line that uses it. */
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
    <SecretShown
      title={t('keyCreatedTitle', { name: created.apiKey.name })}
      secret={created.key}
      what={t('apiKey')}
      once={{ title: t('keyOnce'), text: t('keyOnceText') }}
      kept={t('keyKept')}
      onClose={onClose}
    >
      <div className="stack stack-tight">
        <h3 className="strong">{t('useItCurl')}</h3>
        <p className="small muted">{t('keyUseText')}</p>
        <CodeBlock text={`export FLOW_API_KEY=${created.key}\n${curlLine(publicUrl, 'con_…')}`} what={t('useItCurl')} />
      </div>
    </SecretShown>
  )
}
