import { Link, NavLink, useLocation } from 'react-router'
import { Icon } from '../../components/icon.tsx'
import type { IconName } from '../../components/icon-drawings.tsx'
import type { MessageKey } from '../../lib/messages.ts'
import { t } from '../../lib/t.ts'

interface Place {
  to: string
  icon: IconName
  word: MessageKey
  /** The short word under the icon of the phone's tab bar. */
  tab: MessageKey
}

const WORK: readonly Place[] = [
  { to: '/', icon: 'accounts', word: 'accountsTitle', tab: 'tabAccounts' },
  { to: '/actions', icon: 'playground', word: 'actionsTitle', tab: 'tabActions' },
  { to: '/preview', icon: 'studio', word: 'studioTitle', tab: 'tabStudio' },
]

const ADMINISTRATION: readonly Place[] = [
  { to: '/providers', icon: 'providers', word: 'providersTitle', tab: 'providersTitle' },
  { to: '/activity', icon: 'activity', word: 'activityTitle', tab: 'activityTitle' },
  { to: '/health', icon: 'health', word: 'healthTitle', tab: 'healthTitle' },
  { to: '/settings', icon: 'settings', word: 'settingsTitle', tab: 'settingsTitle' },
]

/** A phone has room for four: the pages of the administration share one place and link to each other. */
const ADMIN: Place = { to: '/providers', icon: 'providers', word: 'administration', tab: 'tabAdmin' }

/** The links of the side bar. */
export function SideLinks() {
  return (
    <>
      <PlaceList places={WORK} />
      <div className="shell-label shell-word" id="administration">
        {t('administration')}
      </div>
      <PlaceList places={ADMINISTRATION} labelledBy="administration" />
    </>
  )
}

function PlaceList({ places, labelledBy }: { places: readonly Place[]; labelledBy?: string }) {
  return (
    <ul className="shell-links" aria-labelledby={labelledBy}>
      {places.map(place => (
        <li key={place.to}>
          <NavLink to={place.to} end={place.to === '/'} className="shell-link" title={t(place.word)}>
            <Icon name={place.icon} />
            <span className="shell-word">{t(place.word)}</span>
          </NavLink>
        </li>
      ))}
    </ul>
  )
}

/** Between the pages of the administration, on a phone. */
export function AdministrationLinks() {
  return (
    <nav className="sub-links phone-only" aria-label={t('administration')}>
      {ADMINISTRATION.map(place => (
        <NavLink key={place.to} to={place.to} className="sub-link">
          {t(place.word)}
        </NavLink>
      ))}
    </nav>
  )
}

/** The tab bar of a phone. */
export function TabBar() {
  const { pathname } = useLocation()
  const inAdministration = ADMINISTRATION.some(place => place.to === pathname)
  return (
    <nav className="tab-bar phone-only" aria-label={t('mainNavigation')}>
      {WORK.map(place => (
        <NavLink key={place.to} to={place.to} end={place.to === '/'} className="tab-link">
          <Icon name={place.icon} size={20} />
          {t(place.tab)}
        </NavLink>
      ))}
      <Link to={ADMIN.to} className="tab-link" aria-current={inAdministration ? 'page' : undefined}>
        <Icon name={ADMIN.icon} size={20} />
        {t(ADMIN.tab)}
      </Link>
    </nav>
  )
}
