import './app-shell.css'
import { type ComponentProps, Suspense } from 'react'
import { Outlet, ScrollRestoration, useMatches } from 'react-router'
import { BrandMark } from '../../components/brand-mark.tsx'
import { Icon } from '../../components/icon.tsx'
import { Keys } from '../../components/keys.tsx'
import { Toaster } from '../../components/toaster.tsx'
import { latePart } from '../../lib/late-part.tsx'
import { sessionQuery } from '../../lib/queries.ts'
import { t } from '../../lib/t.ts'
import { usePageEvents } from '../../lib/use-page-events.ts'
import { useLoaded } from '../../lib/use-query.ts'
import { SideLinks, TabBar } from './main-links.tsx'
import type { ShellWindows } from './shell-windows.tsx'
import { ThemeButton } from './theme-button.tsx'
import { useRouteFocus } from './use-route-focus.ts'
import { PALETTE_KEY, useShellWindow } from './use-shell-window.ts'

const LateWindows = latePart<ComponentProps<typeof ShellWindows>>(async () => {
  const { ShellWindows } = await import('./shell-windows.tsx')
  return ShellWindows
})

/** The frame of every page but the sign-in: skip link, navigation, content, toasts. */
export function AppShell() {
  usePageEvents()
  useRouteFocus()
  const session = useLoaded(sessionQuery)
  const { shown, show } = useShellWindow()
  const compact = useMatches().some(match => isCompact(match.handle))
  return (
    <div className={compact ? 'shell shell-compact' : 'shell'}>
      <a className="skip-link" href="#content">
        {t('skipToContent')}
      </a>
      <nav className="shell-nav wide-only" aria-label={t('mainNavigation')}>
        <div className="shell-brand">
          <BrandMark />
          <span className="shell-word">{t('product')}</span>
        </div>
        <button
          type="button"
          className="shell-link shell-search"
          title={t('paletteOpen')}
          aria-keyshortcuts={PALETTE_KEY.aria}
          onClick={() => show('palette')}
          onPointerEnter={LateWindows.prefetch}
        >
          <Icon name="search" />
          <span className="shell-word grow">{t('paletteOpen')}</span>
          <span className="shell-word" aria-hidden="true">
            <Keys keys={PALETTE_KEY.keys} />
          </span>
        </button>
        <SideLinks />
        <div className="shell-foot">
          <span className="avatar" aria-hidden="true">
            {initials(session.user.name)}
          </span>
          <span className="grow cut shell-word">{session.user.name}</span>
          <ThemeButton />
        </div>
      </nav>
      <main id="content" className="shell-main" tabIndex={-1}>
        <Outlet />
      </main>
      <TabBar />
      {shown && (
        <Suspense>
          <LateWindows shown={shown} show={show} />
        </Suspense>
      )}
      <Toaster />
      <ScrollRestoration />
    </div>
  )
}

function isCompact(handle: unknown): boolean {
  return typeof handle === 'object' && handle !== null && 'compact' in handle
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map(word => word[0] ?? '')
    .join('')
    .toUpperCase()
}
