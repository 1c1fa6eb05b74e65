import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createBrowserRouter, type RouteObject, RouterProvider } from 'react-router'
import { SkeletonRows } from './components/skeleton-rows.tsx'
import { AppShell } from './features/shell/app-shell.tsx'
import { isUnreachable } from './lib/api.ts'
import { sessionQuery } from './lib/queries.ts'
import { settleAddress } from './lib/settle-address.ts'
import { CrashPage } from './pages/crash-page.tsx'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A problem answer is an answer: only silence is worth asking again.
      retry: (failures, error) => isUnreachable(error) && failures < 2,
    },
    // What was sent may hold a secret, and what came may be a key: forgotten with the window that asked.
    mutations: { gcTime: 0 },
  },
})

/** The session comes first: it sets the cookie, and says at which address this instance lives. */
async function loadSession() {
  const session = await client.ensureQueryData(sessionQuery)
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
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  )
}

function FirstMoment() {
  return (
    <main className="page">
      <SkeletonRows rows={6} />
    </main>
  )
}
