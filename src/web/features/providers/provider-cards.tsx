import './providers.css'
import type { Account } from '#shared/contract/accounts.ts'
import type { Connector, LoginType } from '#shared/contract/connectors.ts'
import type { ProviderList } from '#shared/contract/logins.ts'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { StateWord } from '../../components/state-word.tsx'
import { Tile } from '../../components/tile.tsx'
import { UriWell } from '../../components/uri-well.tsx'
import { compareLabels } from '../../lib/compare-labels.ts'
import { isUnverified } from '../../lib/is-unverified.ts'
import { t, tCount } from '../../lib/words-administration.ts'
import { FollowedPages } from './followed-pages.tsx'

export type Provider = ProviderList['items'][number]

export interface LoginConfig {
  connector: Connector
  type: LoginType
  providers: Provider[]
}

/** Every OAuth config of the installed connectors, with the providers loaded for it. */
export function loginConfigs(connectors: readonly Connector[], providers: readonly Provider[]): LoginConfig[] {
  return connectors
    .flatMap(connector =>
      connector.loginTypes.map(type => ({
        connector,
        type,
        providers: providers.filter(provider => provider.connector === type.name),
      })),
    )
    .sort((a, b) => compareLabels(a.type.title, b.type.title))
}

/** One config: its redirect URIs to copy, hosts, and the providers loaded. */
export function ProviderCard({
  config,
  logins,
  onTemplate,
  onDelete,
  onTry,
}: {
  config: LoginConfig
  logins: readonly Account[]
  onTemplate: () => void
  onDelete: (provider: Provider) => void
  onTry: (provider: Provider) => void
}) {
  const { connector, type, providers } = config
  const scopes = providers[0]?.scopes ?? []
  const hosts = [...new Set(providers.flatMap(provider => provider.hosts))]
  return (
    <section className="card" aria-labelledby={`config-${type.name}`}>
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
      <div className="card-body stack">
        {type.unavailable && (
          <p className="muted">{t('loginUnavailable', { title: type.title, reason: type.unavailable })}</p>
        )}
        {providers.length === 0 && !type.unavailable && (
          <>
            <ol className="steps">
              <li>{t('stepRegister', { title: type.title })}</li>
              <li>{t('stepTemplate')}</li>
              <li>{t('stepLoad')}</li>
            </ol>
            <Button size="small" icon="file" className="align-start" onClick={onTemplate}>
              {t('template')}
              <span className="visually-hidden"> {type.title}</span>
            </Button>
          </>
        )}
        {providers.length > 0 && (
          <>
            <div className="stack stack-tight">
              <h3 className="strong">{t('redirectUri')}</h3>
              <p className="small muted">{t('redirectUriText')}</p>
              <ul className="stack stack-tight">
                {providers.map(provider => (
                  <RedirectUri
                    key={provider.id}
                    provider={provider}
                    ended={
                      logins.filter(login => login.providerId === provider.id && login.state === 'needs reconnect')
                        .length
                    }
                    onDelete={() => onDelete(provider)}
                    onTry={() => onTry(provider)}
                  />
                ))}
              </ul>
            </div>
            {hosts.length > 0 && (
              <div className="stack stack-tight">
                <h3 className="strong">{t('hosts')}</h3>
                <ul className="row row-wrap">
                  {hosts.map(host => (
                    <li key={host}>
                      <Chip tone="ok" icon="check">
                        <span dir="ltr">{host}</span>
                      </Chip>
                    </li>
                  ))}
                </ul>
              </div>
            )}
            {scopes.length > 0 && (
              <div className="stack stack-tight">
                <h3 className="strong">{t('scopesOffered')}</h3>
                <ul className="row row-wrap">
                  {scopes.map(scope => (
                    <li key={scope.text}>
                      <Chip>{scope.required ? `${scope.text} ${t('required')}` : scope.text}</Chip>
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </>
        )}
        <FollowedPages type={type} />
      </div>
    </section>
  )
}

interface RedirectUriProps {
  provider: Provider
  ended: number
  onDelete: () => void
  onTry: () => void
}

function RedirectUri({ provider, ended, onDelete, onTry }: RedirectUriProps) {
  const name = provider.displayName
  return (
    <li>
      <UriWell name={name} uri={provider.redirectUri} what={t('redirectUriOf', { name })} />
      <div className="row row-wrap small muted provider-line">
        <span>{tCount('logins', provider.logins)}</span>
        {ended > 0 && <StateWord state="needs reconnect" suffix={`(${ended})`} />}
        <span aria-hidden="true">·</span>
        <span>
          {t('loaded')} <RelativeTime iso={provider.updatedAt} />
        </span>
        <button type="button" className="link-button" onClick={onTry}>
          {t('trySignIn')}
          <span className="visually-hidden"> {name}</span>
        </button>
        <button type="button" className="link-button" onClick={onDelete}>
          {t('removeProvider')}
          <span className="visually-hidden"> {name}</span>
        </button>
      </div>
    </li>
  )
}
