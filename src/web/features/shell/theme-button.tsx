import { Button } from '../../components/button.tsx'
import type { IconName } from '../../components/icon-drawings.tsx'
import type { Theme } from '../../lib/stored-theme.ts'
import { t } from '../../lib/t.ts'
import { nextTheme, setTheme, useTheme } from '../../lib/theme.ts'

const ICONS: Record<Theme, IconName> = { system: 'system', light: 'sun', dark: 'moon' }
const WORDS = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const

/** Goes round: like the system, light, dark. */
export function ThemeButton() {
  const theme = useTheme()
  return (
    <Button
      kind="quiet"
      size="small"
      icon={ICONS[theme]}
      iconOnly
      aria-label={t('themeSwitch', { theme: t(WORDS[theme]) })}
      onClick={() => setTheme(nextTheme(theme))}
    />
  )
}
