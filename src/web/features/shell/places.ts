import type { IconName } from '../../components/icon-drawings.tsx'
import type { MessageKey } from '../../lib/messages.ts'
import { sessionQuery } from '../../lib/queries.ts'
import { useLoaded } from '../../lib/use-query.ts'

/** A page that the navigation leads to. */
export interface Place {
  to: string
  icon: IconName
  word: MessageKey
  /** The short word under the icon of the phone's tab bar. */
  tab: MessageKey
  /** Of no use to whoever is none: the server refuses what it does. */
  forAdmins?: true
  /** Of no use where there is one user. */
  forTeams?: true
}

export const WORK: readonly Place[] = [
  { to: '/', icon: 'accounts', word: 'accountsTitle', tab: 'tabAccounts' },
  { to: '/actions', icon: 'playground', word: 'actionsTitle', tab: 'tabActions' },
  { to: '/preview', icon: 'studio', word: 'studioTitle', tab: 'tabStudio', forAdmins: true },
]

export const ADMINISTRATION: readonly Place[] = [
  { to: '/providers', icon: 'providers', word: 'providersTitle', tab: 'providersTitle', forAdmins: true },
  {
    to: '/all-accounts',
    icon: 'people',
    word: 'allAccountsTitle',
    tab: 'allAccountsTitle',
    forAdmins: true,
    forTeams: true,
  },
  { to: '/activity', icon: 'activity', word: 'activityTitle', tab: 'activityTitle', forAdmins: true },
  { to: '/health', icon: 'health', word: 'healthTitle', tab: 'healthTitle', forAdmins: true },
  { to: '/settings', icon: 'settings', word: 'settingsTitle', tab: 'settingsTitle' },
]

/** Those of some places that whoever looks may go to. */
export function useOpenTo(places: readonly Place[]): readonly Place[] {
  const { user, mode } = useLoaded(sessionQuery)
  return places.filter(({ forAdmins, forTeams }) => (user.admin || !forAdmins) && (mode === 'team' || !forTeams))
}
