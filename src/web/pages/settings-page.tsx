import { useState } from 'react'
import { Link } from 'react-router'
import type { ApiKey } from '#shared/contract/keys.ts'
import { Button } from '../components/button.tsx'
import { CodeBlock } from '../components/code-block.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { AllowedHosts } from '../features/hosts/allowed-hosts.tsx'
import { KeyList } from '../features/keys/key-list.tsx'
import { NewKeyDialog } from '../features/keys/new-key-dialog.tsx'
import { RevokeKey } from '../features/keys/revoke-key.tsx'
import { LookSettings } from '../features/look/look-settings.tsx'
import { AdministrationLinks } from '../features/shell/main-links.tsx'
import { curlLine } from '../lib/curl-line.ts'
import { keysQuery, sessionQuery } from '../lib/queries.ts'
import { useLoaded, useQuery } from '../lib/use-query.ts'
import { t } from '../lib/words-administration.ts'

/** "Settings": API keys and how to use them, the look, and what this instance is. */
export function Component() {
  const session = useLoaded(sessionQuery)
  const keys = useQuery(keysQuery)
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<ApiKey | undefined>()
  return (
    <div className="page page-narrow">
      <PageHead title={t('settingsTitle')}>{t('settingsIntro')}</PageHead>
      <AdministrationLinks />
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
          <KeyList keys={keys.data.items} onRevoke={setRevoking} />
        )}
      </section>
      <AllowedHosts />
      <section className="card" aria-labelledby="use-title">
        <header className="card-head">
          <h2 id="use-title" className="section-title">
            {t('howToUse')}
          </h2>
        </header>
        <div className="card-body stack">
          <p className="muted">
            {t('howToUseText')} <Link to="/">{t('accountsTitle')}</Link>
          </p>
          <CodeBlock text={curlLine(session.publicUrl, 'con_…')} what={t('useItCurl')} />
        </div>
      </section>
      <section className="card" aria-labelledby="look-title">
        <header className="card-head">
          <h2 id="look-title" className="section-title">
            {t('look')}
          </h2>
        </header>
        <LookSettings />
        <p className="card-body look-foot small muted numbers">
          {t('aboutInstance', { version: session.version, environment: session.environment })}
        </p>
      </section>
      {making && <NewKeyDialog publicUrl={session.publicUrl} onClose={() => setMaking(false)} />}
      {revoking && <RevokeKey apiKey={revoking} onClose={() => setRevoking(undefined)} />}
    </div>
  )
}
