import type { ComponentType } from 'react'
import { createBrowserRouter, type LoaderFunctionArgs, type RouteObject, RouterProvider } from 'react-router'
import { SkeletonRows } from './components/skeleton-rows.tsx'
import { AppShell } from './features/shell/app-shell.tsx'
import { filePreviewQuery } from './features/studio/file-preview-query.ts'
import { readFrameLook } from './features/studio/frame-look.ts'
import { openConnectWindow } from './lib/connect-window.ts'
import { onSpeech } from './lib/locale.ts'
import { SPOKEN_KEYS, sessionQuery } from './lib/queries.ts'
import { QueryCacheContext } from './lib/query-cache.ts'
import { settleAddress } from './lib/settle-address.ts'
import { useSpeech } from './lib/use-speech.ts'
import { pageCache as cache } from './page-cache.ts'
import { CrashPage } from './pages/crash-page.tsx'

onSpeech(() => {
  for (const key of SPOKEN_KEYS) void cache.invalidate([key])
})

/** The session comes first: it sets the cookie, and says at which address this instance lives. */
async function loadSession() {
  const session = await cache.ensure(sessionQuery)
  await settleAddress(session.publicUrl)
  return null
}

/** Asked for while the scripts of the studio are on their way. Whoever shows a preview says what failed. */
function expectPreview({ params: { type }, url }: LoaderFunctionArgs) {
  if (!type) return null
  const query = filePreviewQuery(type, readFrameLook(url.searchParams).locale)
  loadSession()
    .then(() => cache.ensure(query))
    .catch(() => undefined)
  return null
}

const ROUTES: RouteObject[] = [
  {
    // The window that a host's page opens: it has a session of its own, and no navigation.
    path: 'connect',
    loader: openConnectWindow,
    errorElement: <CrashPage />,
    hydrateFallbackElement: <FirstMoment />,
    children: [
      { index: true, loader: openConnectWindow, lazy: spoken(() => import('./pages/connect-page.tsx')) },
      { path: 'consent/:providerId', lazy: spoken(() => import('./pages/consent-page.tsx')) },
    ],
  },
  {
    loader: loadSession,
    errorElement: <CrashPage />,
    hydrateFallbackElement: <FirstMoment />,
    children: [
      { path: 'consent/:providerId', lazy: spoken(() => import('./pages/consent-page.tsx')) },
      {
        Component: inLanguage(AppShell),
        errorElement: <CrashPage />,
        children: [
          { index: true, lazy: spoken(() => import('./pages/accounts-page.tsx')) },
          { path: 'actions/:name?', lazy: spoken(() => import('./pages/actions-page.tsx')) },
          {
            path: 'preview/:type?',
            handle: { compact: true },
            loader: expectPreview,
            lazy: spoken(() => import('./pages/preview-page.tsx')),
          },
          { path: 'providers', lazy: spoken(() => import('./pages/providers-page.tsx')) },
          { path: 'all-accounts', lazy: spoken(() => import('./pages/all-accounts-page.tsx')) },
          { path: 'activity', lazy: spoken(() => import('./pages/activity-page.tsx')) },
          { path: 'health', lazy: spoken(() => import('./pages/health-page.tsx')) },
          { path: 'settings', lazy: spoken(() => import('./pages/settings-page.tsx')) },
          { path: '*', lazy: spoken(() => import('./pages/not-found-page.tsx')) },
        ],
      },
    ],
  },
]

const router = createBrowserRouter(ROUTES)

/** Settles when the address has been read and the page for it is here. */
export function routerReady(): Promise<void> {
  return new Promise(resolve => {
    if (router.state.initialized) return resolve()
    const stop = router.subscribe(({ initialized }) => {
      if (!initialized) return
      stop()
      resolve()
    })
  })
}

/** The whole page. */
export function App() {
  return (
    <QueryCacheContext value={cache}>
      <RouterProvider router={router} />
    </QueryCacheContext>
  )
}

interface PageModule {
  Component: ComponentType
}

/**
 * A page that is fetched when it is opened, and drawn again in every new language. The part of it is named: before a
 * `lazy` that might bring anything the router waits with asking for the session.
 */
function spoken(load: () => Promise<PageModule>) {
  return { Component: async () => inLanguage((await load()).Component) }
}

/** Not mounted again: what was typed stays. */
function inLanguage(Part: ComponentType): ComponentType {
  return function InLanguage() {
    useSpeech()
    return <Part />
  }
}

function FirstMoment() {
  return (
    <main className="page">
      <SkeletonRows rows={6} />
    </main>
  )
}
