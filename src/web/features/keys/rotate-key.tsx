import type { ApiKey, CreatedApiKey } from '#shared/contract/keys.ts'
import { ReplaceSecret } from '../../components/replace-secret.tsx'
import { keysQuery } from '../../lib/queries.ts'
import { useQueryCache } from '../../lib/use-query.ts'
import { t } from '../../lib/words-administration.ts'
import { NewKeyShown } from './new-key-shown.tsx'

interface RotateKeyProps {
  apiKey: ApiKey
  publicUrl: string
  onClose: () => void
}

/** Replaces a key: both work for a while, so that no program stands still. */
export function RotateKey({ apiKey, publicUrl, onClose }: RotateKeyProps) {
  const cache = useQueryCache()
  return (
    <ReplaceSecret<CreatedApiKey>
      title={t('rotateTitle', { name: apiKey.name })}
      text={t('rotateText')}
      overlap={t('overlap')}
      path={`/api/page/keys/${apiKey.id}/rotate`}
      onReplaced={() => cache.invalidate(keysQuery.key)}
      shown={created => <NewKeyShown created={created} publicUrl={publicUrl} onClose={onClose} />}
      onClose={onClose}
    />
  )
}
