import { type ReactNode, useCallback, useState } from 'react'
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router'
import type { Account } from '#shared/contract/accounts.ts'
import { ErrorState } from '../components/error-state.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { Toaster } from '../components/toaster.tsx'
import { SignInFlow } from '../features/sign-in/sign-in-flow.tsx'
import { safeBack } from '../lib/consent-path.ts'
import { takePendingSignIn } from '../lib/pending-sign-in.ts'
import { accountsQuery, connectorsQuery, consentQuery } from '../lib/queries.ts'
import { showToast } from '../lib/toasts.ts'
import { useQuery, useQueryCache } from '../lib/use-query.ts'
import { t } from '../lib/words-sign-in.ts'

/** "Allow permissions", the sign-in, "Add Authorization": a page of its own, without navigation. */
export function Component() {
  const { providerId = '' } = useParams()
  const [params] = useSearchParams()
  const location = useLocation()
  const navigate = useNavigate()
  const cache = useQueryCache()
  const [pending] = useState(() => takePendingSignIn(providerId))
  const consent = useQuery(consentQuery(providerId))
  const connectors = useQuery(connectorsQuery)
  const accounts = useQuery(accountsQuery)
  const loginId = params.get('login') ?? pending?.loginId
  const login = accounts.data?.find(account => account.id === loginId)
  const connector = connectors.data?.items.find(each => each.service === consent.data?.service)
  const back = safeBack(params.get('back'))
  const into = params.get('into')

  const done = useCallback(
    (account: Account | undefined, id: string | undefined) => {
      const label = account?.label ?? login?.label
      // Nobody listens for changes on this page, and the list it leads back to was read before.
      void cache.invalidate(accountsQuery.key)
      if (label) showToast(t(login ? 'reconnected' : 'added', { label }))
      navigate(into && id ? withParam(back, into, id) : back, { replace: true })
    },
    [cache, navigate, back, into, login],
  )

  if (consent.isError) {
    return (
      <Solo>
        <ErrorState error={consent.error} onRetry={() => consent.refetch()} busy={consent.isFetching} />
      </Solo>
    )
  }
  if (!consent.data || connectors.isPending || (loginId && accounts.isPending)) {
    return (
      <Solo>
        <SkeletonRows rows={4} />
      </Solo>
    )
  }
  return (
    <Solo>
      <SignInFlow
        consent={consent.data}
        service={{ name: connector?.displayName ?? consent.data.displayName, icon: connector?.icon ?? null }}
        login={login}
        pending={pending}
        returnPath={location.pathname + location.search}
        onDone={done}
        onCancel={() => navigate(back, { replace: true })}
      />
    </Solo>
  )
}

function Solo({ children }: { children: ReactNode }) {
  return (
    <main className="solo">
      {children}
      <Toaster />
    </main>
  )
}

function withParam(path: string, name: string, value: string): string {
  const [pathname = '/', query = ''] = path.split('?')
  const params = new URLSearchParams(query)
  params.set(name, value)
  return `${pathname}?${params}`
}
