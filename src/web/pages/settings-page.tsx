import { Link } from 'react-router'
import { CodeBlock } from '../components/code-block.tsx'
import { PageHead } from '../components/page-head.tsx'
import { AllowedHosts } from '../features/hosts/allowed-hosts.tsx'
import { ApiKeys } from '../features/keys/api-keys.tsx'
import { LookSettings } from '../features/look/look-settings.tsx'
import { FirstAdmin } from '../features/people/first-admin.tsx'
import { PeopleList } from '../features/people/people-list.tsx'
import { SessionList } from '../features/people/session-list.tsx'
import { AdministrationLinks } from '../features/shell/main-links.tsx'
import { Webhooks } from '../features/webhooks/webhooks.tsx'
import { curlLine } from '../lib/curl-line.ts'
import { sessionQuery } from '../lib/queries.ts'
import { useLoaded } from '../lib/use-query.ts'
import { t } from '../lib/words-administration.ts'

/** "Settings": API keys and how to use them, the look, and what this instance is. */
export function Component() {
  const session = useLoaded(sessionQuery)
  const { admin } = session.user
  const team = session.mode === 'team'
  return (
    <div className="page page-narrow">
      <PageHead title={t('settingsTitle')}>{t(admin ? 'settingsIntro' : 'settingsIntroMember')}</PageHead>
      <AdministrationLinks />
      {session.wantsAdmin && <FirstAdmin />}
      {session.signsOut && <SessionList />}
      {admin && team && <PeopleList />}
      {admin && <ApiKeys publicUrl={session.publicUrl} />}
      {admin && <Webhooks />}
      {admin && <AllowedHosts />}
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
    </div>
  )
}
