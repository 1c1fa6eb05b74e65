import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import type { Account } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { stateWord } from '../../components/state-word.tsx'
import { choicesOf } from '../../lib/connector-choices.ts'
import { accountsQuery, connectorsQuery } from '../../lib/queries.ts'
import { THEMES } from '../../lib/stored-theme.ts'
import { setTheme } from '../../lib/theme.ts'
import { useQuery } from '../../lib/use-query.ts'
import { t } from '../../lib/words-shell.ts'
import type { Command } from './find-commands.ts'
import { ADMINISTRATION, useOpenTo, WORK } from './places.ts'

const THEME_WORDS = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const
const THEME_ICONS = { system: 'system', light: 'sun', dark: 'moon' } as const

/** All that the palette offers whoever looks. */
export function useCommands({ onShortcuts }: { onShortcuts: () => void }): readonly Command[] {
  const navigate = useNavigate()
  const pages = [useOpenTo(WORK), useOpenTo(ADMINISTRATION)].flat()
  const connectors = useQuery(connectorsQuery).data?.items
  const accounts = useQuery(accountsQuery).data
  const added = useMemo(() => addCommands(connectors ?? [], to => void navigate(to)), [connectors, navigate])
  const found = useMemo(() => accountCommands(accounts ?? [], to => void navigate(to)), [accounts, navigate])
  return [
    ...pages.map<Command>(({ to, icon, word }) => ({
      ...{ key: to, label: t(word), icon, group: t('paletteGo') },
      run: () => void navigate(to),
    })),
    ...added,
    ...found,
    ...THEMES.map<Command>(theme => ({
      ...{ key: `theme-${theme}`, label: t(THEME_WORDS[theme]), icon: THEME_ICONS[theme], group: t('theme') },
      run: () => setTheme(theme),
    })),
    {
      ...{ key: 'shortcuts', label: t('shortcutsTitle'), icon: 'info', group: t('paletteHelp') },
      ...{ staysOpen: true, run: onShortcuts },
    },
  ]
}

/** What can be begun: every form, and every login that a provider is loaded for. */
function addCommands(connectors: readonly Connector[], go: (to: string) => void): Command[] {
  return connectors.flatMap(connector =>
    choicesOf(connector)
      .filter(choice => choice.kind === 'connection' || choice.provider)
      .map<Command>(choice => ({
        ...{ key: `add-${choice.key}`, label: choice.label, note: connector.displayName, icon: 'plus' },
        ...{ group: t('addConnection'), run: () => go(`/?add=${encodeURIComponent(choice.key)}`) },
      })),
  )
}

function accountCommands(accounts: readonly Account[], go: (to: string) => void): Command[] {
  return accounts.map(({ id, label, typeLabel, state }) => ({
    ...{ key: id, label, note: `${typeLabel} · ${stateWord(state)}`, icon: 'accounts', group: t('accountsTitle') },
    ...{ quiet: true, run: () => go(`/?q=${encodeURIComponent(label)}`) },
  }))
}
