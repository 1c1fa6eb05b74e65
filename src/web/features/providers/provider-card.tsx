import './providers.css'
import type { ReactNode } from 'react'
import type { ProviderHealth } from '#shared/contract/health.ts'
import { Chip } from '../../components/chip.tsx'
import { Disclosure } from '../../components/disclosure.tsx'
import { Tile } from '../../components/tile.tsx'
import { isUnverified } from '../../lib/is-unverified.ts'
import { t } from '../../lib/words-administration.ts'
import { FollowedPages } from './followed-pages.tsx'
import { LoadedProvider, type ProviderActions } from './loaded-provider.tsx'
import type { LoginConfig, Provider } from './login-configs.ts'
import { RegisterSteps } from './register-steps.tsx'

interface ProviderCardProps {
  config: LoginConfig
  /** By provider id; empty while it is not known. */
  health: ReadonlyMap<string, ProviderHealth>
  /** How to set it up is open from the start: there is no other. */
  alone?: boolean
  onTemplate: () => void
  actions: ProviderActions
}

/** One config: the providers that are loaded, and how to register an application for it. */
export function ProviderCard({ config, health, alone = false, onTemplate, actions }: ProviderCardProps) {
  const { type, providers } = config
  const isLoaded = providers.length > 0
  const pages = <FollowedPages type={type} />
  return (
    <section className="card" aria-labelledby={`config-${type.name}`}>
      <CardHead config={config} />
      <div className="card-body stack">
        {type.unavailable && (
          <p className="muted">{t('loginUnavailable', { title: type.title, reason: type.unavailable })}</p>
        )}
        {isLoaded && (
          <>
            <Part title={t('redirectUri')} note={t('redirectUriText')}>
              <ul className="stack">
                {providers.map(provider => (
                  <LoadedProvider
                    key={provider.id}
                    provider={provider}
                    health={health.get(provider.id)}
                    actions={actions}
                  />
                ))}
              </ul>
            </Part>
            <Offered providers={providers} />
            {pages}
          </>
        )}
        {type.unavailable ? (
          !isLoaded && pages
        ) : (
          <Disclosure className="provider-fold" title={t(isLoaded ? 'registerAnother' : 'setUp')} open={alone}>
            <div className="stack">
              <RegisterSteps type={type} onTemplate={onTemplate} />
              {!isLoaded && pages}
            </div>
          </Disclosure>
        )}
      </div>
    </section>
  )
}

function CardHead({ config: { connector, type, providers } }: { config: LoginConfig }) {
  return (
    <header className="card-head">
      <Tile icon={connector.icon} name={connector.displayName} />
      <div className="grow">
        <h2 id={`config-${type.name}`} className="section-title">
          {type.title}
        </h2>
        <div className="small faint">
          <code>{type.name}</code> · {t(type.oauthType === 'OAuth1' ? 'oauth1' : 'oauth2')}
        </div>
      </div>
      {isUnverified(type) && (
        <Chip tone="warn" icon="warning">
          {t('unverified')}
        </Chip>
      )}
      {providers.length === 0 && <Chip>{t(type.unavailable ? 'notAvailable' : 'notLoaded')}</Chip>}
    </header>
  )
}

/** What the loaded ones may reach, and what they ask people for. */
function Offered({ providers }: { providers: readonly Provider[] }) {
  const scopes = providers[0]?.scopes ?? []
  const hosts = [...new Set(providers.flatMap(provider => provider.hosts))]
  return (
    <>
      {hosts.length > 0 && (
        <Part title={t('hostsApproved')}>
          <ul className="row row-wrap">
            {hosts.map(host => (
              <li key={host}>
                <Chip tone="ok" icon="check">
                  <span dir="ltr">{host}</span>
                </Chip>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {scopes.length > 0 && (
        <Part title={t('scopesOffered')}>
          <ul className="row row-wrap">
            {scopes.map(scope => (
              <li key={scope.text}>
                <Chip>{scope.required ? `${scope.text} ${t('required')}` : scope.text}</Chip>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  )
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <div className="stack stack-tight">
      <h3 className="strong">{title}</h3>
      {note && <p className="small muted">{note}</p>}
      {children}
    </div>
  )
}
