import { Link, NavLink, useLocation } from 'react-router'
import { Icon } from '../../components/icon.tsx'
import { bringInSight } from '../../lib/bring-in-sight.ts'
import { t } from '../../lib/t.ts'
import { ADMINISTRATION, type Place, useOpenTo, WORK } from './places.ts'

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
    <nav
      ref={nav => nav?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })}
      className="sub-links phone-only"
      aria-label={t('administration')}
      onFocus={bringInSight}
    >
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
