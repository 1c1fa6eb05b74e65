import type { ProviderHealth } from '#shared/contract/health.ts'
import { Button } from '../../components/button.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { StateWord } from '../../components/state-word.tsx'
import { UriWell } from '../../components/uri-well.tsx'
import { t, tCount } from '../../lib/words-administration.ts'
import type { Provider } from './login-configs.ts'
import { WaitingHosts } from './waiting-hosts.tsx'

export interface ProviderActions {
  remove: (provider: Provider) => void
  tryIt: (provider: Provider) => void
}

/** One provider: the redirect URI to register, its logins, and how renewing their tokens goes. */
export function LoadedProvider({
  provider,
  health,
  actions,
}: {
  provider: Provider
  health: ProviderHealth | undefined
  actions: ProviderActions
}) {
  const name = provider.displayName
  return (
    <li className="stack stack-tight">
      <UriWell name={name} uri={provider.redirectUri} what={t('redirectUriOf', { name })} />
      <div className="row row-wrap provider-line">
        <div className="row row-wrap small muted provider-facts">
          <span>{tCount('logins', provider.logins)}</span>
          <span>
            {t('loaded')} <RelativeTime iso={provider.updatedAt} />
          </span>
          {health?.lastRenewedAt && (
            <span>
              {t('lastRenewed')} <RelativeTime iso={health.lastRenewedAt} />
            </span>
          )}
        </div>
        <div className="row row-wrap provider-actions">
          <Button kind="quiet" size="small" onClick={() => actions.tryIt(provider)}>
            {t('trySignIn')}
            <span className="visually-hidden"> {name}</span>
          </Button>
          <Button kind="quiet" size="small" onClick={() => actions.remove(provider)}>
            {t('removeProvider')}
            <span className="visually-hidden"> {name}</span>
          </Button>
        </div>
      </div>
      {health && <Trouble health={health} />}
      {health && health.waitingHosts.length > 0 && <WaitingHosts provider={provider} hosts={health.waitingHosts} />}
    </li>
  )
}

const FAILURES = {
  config: 'failureConfig',
  transient: 'failureTransient',
  policy: 'failurePolicy',
  unknown: 'failureUnknown',
} as const

/** Nothing where all goes well. */
function Trouble({
  health: { failing, failingSince, failures, needsReconnect, pausedUntil },
}: {
  health: ProviderHealth
}) {
  if (failing + needsReconnect === 0 && !pausedUntil) return null
  return (
    <div className="stack stack-tight small">
      {failing > 0 && (
        <p className="row row-wrap">
          <StateWord state="failing" since={failingSince} suffix={`(${failing})`} />
          {failures.map(failure => (
            <span key={failure} className="muted">
              {t(isKnown(failure) ? FAILURES[failure] : 'failureUnknown')}
            </span>
          ))}
        </p>
      )}
      {needsReconnect > 0 && (
        <p>
          <StateWord state="needs reconnect" suffix={`(${needsReconnect})`} />
        </p>
      )}
      {pausedUntil && (
        <p className="muted">
          {t('renewalsPaused')} <RelativeTime iso={pausedUntil} />
        </p>
      )}
    </div>
  )
}

function isKnown(failure: string): failure is keyof typeof FAILURES {
  return Object.hasOwn(FAILURES, failure)
}
