import { Link, NavLink, useLocation } from 'react-router'
import { Icon } from '../../components/icon.tsx'
import type { IconName } from '../../components/icon-drawings.tsx'
import type { MessageKey } from '../../lib/messages.ts'
import { sessionQuery } from '../../lib/queries.ts'
import { t } from '../../lib/t.ts'
import { useLoaded } from '../../lib/use-query.ts'

interface Place {
  to: string
  icon: IconName
  word: MessageKey
  /** The short word under the icon of the phone's tab bar. */
  tab: MessageKey
  /** Of no use to whoever is none: the server refuses what it does. */
  forAdmins?: true
}

const WORK: readonly Place[] = [
  { to: '/', icon: 'accounts', word: 'accountsTitle', tab: 'tabAccounts' },
  { to: '/actions', icon: 'playground', word: 'actionsTitle', tab: 'tabActions' },
  { to: '/preview', icon: 'studio', word: 'studioTitle', tab: 'tabStudio', forAdmins: true },
]

const ADMINISTRATION: readonly Place[] = [
  { to: '/providers', icon: 'providers', word: 'providersTitle', tab: 'providersTitle', forAdmins: true },
  { to: '/activity', icon: 'activity', word: 'activityTitle', tab: 'activityTitle', forAdmins: true },
  { to: '/health', icon: 'health', word: 'healthTitle', tab: 'healthTitle', forAdmins: true },
  { to: '/settings', icon: 'settings', word: 'settingsTitle', tab: 'settingsTitle' },
]

function useOpenTo(places: readonly Place[]): readonly Place[] {
  const { admin } = useLoaded(sessionQuery).user
  return places.filter(({ forAdmins }) => admin || !forAdmins)
}

/** The links of the side bar. */
export function SideLinks() {
  const [work, administration] = [useOpenTo(WORK), useOpenTo(ADMINISTRATION)]
  return (
    <>
      <PlaceList places={work} />
      <div className="shell-label shell-word" id="administration">
        {t('administration')}
      </div>
      <PlaceList places={administration} labelledBy="administration" />
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
  const places = useOpenTo(ADMINISTRATION)
  if (places.length < 2) return null
  return (
    <nav className="sub-links phone-only" aria-label={t('administration')}>
      {places.map(place => (
        <NavLink key={place.to} to={place.to} className="sub-link">
          {t(place.word)}
        </NavLink>
      ))}
    </nav>
  )
}

/** The tab bar of a phone has room for four: the pages of the administration share one place and link to each other. */
export function TabBar() {
  const { pathname } = useLocation()
  const [work, administration] = [useOpenTo(WORK), useOpenTo(ADMINISTRATION)]
  const [first, ...others] = administration
  return (
    <nav className="tab-bar phone-only" aria-label={t('mainNavigation')}>
      {work.map(place => (
        <NavLink key={place.to} to={place.to} end={place.to === '/'} className="tab-link">
          <Icon name={place.icon} size={20} />
          {t(place.tab)}
        </NavLink>
      ))}
      {first && (
        <Link
          to={first.to}
          className="tab-link"
          aria-current={administration.some(({ to }) => to === pathname) ? 'page' : undefined}
        >
          <Icon name={first.icon} size={20} />
          {t(others.length > 0 ? 'tabAdmin' : first.tab)}
        </Link>
      )}
    </nav>
  )
}
