import { createBrowserRouter, type RouteObject, RouterProvider } from 'react-router'
import { SkeletonRows } from './components/skeleton-rows.tsx'
import { AppShell } from './features/shell/app-shell.tsx'
import { sessionQuery } from './lib/queries.ts'
import { createQueryCache, QueryCacheContext } from './lib/query-cache.ts'
import { settleAddress } from './lib/settle-address.ts'
import { CrashPage } from './pages/crash-page.tsx'

const cache = createQueryCache()

/** The session comes first: it sets the cookie, and says at which address this instance lives. */
async function loadSession() {
  const session = await cache.ensure(sessionQuery)
  await settleAddress(session.publicUrl)
  return null
}

const ROUTES: RouteObject[] = [
  {
    loader: loadSession,
    errorElement: <CrashPage />,
    hydrateFallbackElement: <FirstMoment />,
    children: [
      { path: 'consent/:providerId', lazy: () => import('./pages/consent-page.tsx') },
      {
        element: <AppShell />,
        errorElement: <CrashPage />,
        children: [
          { index: true, lazy: () => import('./pages/accounts-page.tsx') },
          { path: 'actions/:name?', lazy: () => import('./pages/actions-page.tsx') },
          { path: 'preview/:type?', lazy: () => import('./pages/preview-page.tsx') },
          { path: 'providers', lazy: () => import('./pages/providers-page.tsx') },
          { path: 'settings', lazy: () => import('./pages/settings-page.tsx') },
          { path: '*', lazy: () => import('./pages/not-found-page.tsx') },
        ],
      },
    ],
  },
]

const router = createBrowserRouter(ROUTES)

/** The whole page. */
export function App() {
  return (
    <QueryCacheContext value={cache}>
      <RouterProvider router={router} />
    </QueryCacheContext>
  )
}

function FirstMoment() {
  return (
    <main className="page">
      <SkeletonRows rows={6} />
    </main>
  )
}
