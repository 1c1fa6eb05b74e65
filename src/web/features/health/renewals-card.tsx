import { Link } from 'react-router'
import type { Health, ProviderHealth } from '#shared/contract/health.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { StateWord } from '../../components/state-word.tsx'
import { t, tCount } from '../../lib/words-oversight.ts'
import { Fact } from './fact.tsx'
import { HealthCard } from './health-card.tsx'

/** Whether tokens are renewed in time, provider by provider, and which hosts are left alone for a while. */
export function RenewalsCard({ health }: { health: Health }) {
  const { renewals, providers, hosts } = health
  return (
    <HealthCard title={t('renewalsTitle')}>
      <dl className="health-facts">
        <Fact word={t('renewalsDue')}>{renewals.due}</Fact>
        <Fact word={t('renewalsEvery')}>{tCount('everySeconds', renewals.everySeconds)}</Fact>
        <Fact word={t('hostsTroubled')}>
          {hosts.length === 0
            ? t('noTroubledHosts')
            : hosts.map(({ host, failures, pausedUntil }) => (
                <span key={host}>
                  {tCount(pausedUntil ? 'hostPaused' : 'hostFailed', failures, { host })}
                  {pausedUntil && ' '}
                  {pausedUntil && <RelativeTime iso={pausedUntil} />}
                </span>
              ))}
        </Fact>
      </dl>
      {providers.length === 0 ? (
        <p className="muted">{t('noProviders')}</p>
      ) : (
        <ul className="stack">
          {providers.map(provider => (
            <ProviderLine key={provider.id} provider={provider} />
          ))}
        </ul>
      )}
    </HealthCard>
  )
}

function ProviderLine({ provider }: { provider: ProviderHealth }) {
  const { ok, failing, failingSince, needsReconnect, nextRenewalAt, waitingHosts } = provider
  return (
    <li className="health-provider">
      <span className="strong">{provider.displayName}</span> <code className="small faint">{provider.connector}</code>
      <div className="row row-wrap">
        <StateWord state="ok" suffix={`(${ok})`} />
        {failing > 0 && <StateWord state="failing" since={failingSince} suffix={`(${failing})`} />}
        {needsReconnect > 0 && <StateWord state="needs reconnect" suffix={`(${needsReconnect})`} />}
        {nextRenewalAt && (
          <span className="small muted">
            {t('nextRenewal')} <RelativeTime iso={nextRenewalAt} />
          </span>
        )}
        {waitingHosts.length > 0 && (
          <Link to="/providers" className="small lone-link">
            {tCount('hostsWaitingHere', waitingHosts.length)}
          </Link>
        )}
      </div>
    </li>
  )
}
