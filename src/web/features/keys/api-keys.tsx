import { useState } from 'react'
import type { ApiKey } from '#shared/contract/keys.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { keysQuery } from '../../lib/queries.ts'
import { useQuery } from '../../lib/use-query.ts'
import { t } from '../../lib/words-administration.ts'
import { KeyList } from './key-list.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'
import { RevokeKey } from './revoke-key.tsx'
import { RotateKey } from './rotate-key.tsx'

/** API keys: the list, a new one, the end of one. */
export function ApiKeys({ publicUrl }: { publicUrl: string }) {
  const keys = useQuery(keysQuery)
  const [making, setMaking] = useState(false)
  const [rotating, setRotating] = useState<ApiKey | undefined>()
  const [revoking, setRevoking] = useState<ApiKey | undefined>()
  return (
    <>
      <section className="card" aria-labelledby="keys-title">
        <header className="card-head">
          <div className="grow">
            <h2 id="keys-title" className="section-title">
              {t('apiKeys')}
            </h2>
            <p className="small muted">{t('apiKeysText')}</p>
          </div>
          <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>
            {t('createKey')}
          </Button>
        </header>
        {keys.isPending ? (
          <SkeletonRows rows={2} />
        ) : keys.isError ? (
          <ErrorState error={keys.error} onRetry={() => keys.refetch()} busy={keys.isFetching} />
        ) : keys.data.items.length === 0 ? (
          <EmptyState title={t('noKeys')}>{t('noKeysText')}</EmptyState>
        ) : (
          <KeyList keys={keys.data.items} onRevoke={setRevoking} onRotate={setRotating} />
        )}
      </section>
      {making && <NewKeyDialog publicUrl={publicUrl} onClose={() => setMaking(false)} />}
      {rotating && <RotateKey apiKey={rotating} publicUrl={publicUrl} onClose={() => setRotating(undefined)} />}
      {revoking && <RevokeKey apiKey={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  )
}
