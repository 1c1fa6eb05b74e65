import { type ComponentProps, Suspense, useEffect } from 'react'
import { useNavigate } from 'react-router'
import type { Account } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { Dialog } from '../components/dialog.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { ENTRY_WINDOWS } from '../features/accounts/account-actions.ts'
import { LateAddConnection } from '../features/connection/late-add-connection.ts'
import { consentPath } from '../lib/consent-path.ts'
import { latePart } from '../lib/late-part.tsx'
import { t } from '../lib/t.ts'
import { showToast } from '../lib/toasts.ts'
import { useAddress } from '../lib/use-address.ts'
import { whenIdle } from '../lib/when-idle.ts'
import type { EntryDialogs } from './entry-dialogs.tsx'

const CLOSED = { add: null, ...Object.fromEntries(ENTRY_WINDOWS.map(name => [name, null])) }

const LateEntryDialogs = latePart<ComponentProps<typeof EntryDialogs>>(async () => {
  const { EntryDialogs } = await import('./entry-dialogs.tsx')
  return EntryDialogs
})

/** The windows over the list. Which one is open stands in the address, so that Back closes it and a link opens it. */
export function AccountDialogs({
  accounts,
  connectors,
  onFailure,
}: {
  accounts: readonly Account[]
  connectors: readonly Connector[]
  onFailure: (error: unknown) => void
}) {
  const { params, change } = useAddress()
  const navigate = useNavigate()
  const close = () => change(CLOSED, { replace: true })
  const saved = (account: Account) => {
    close()
    showToast(t('saved', { label: account.label }), {
      label: t('useIt'),
      run: () => change({ ...CLOSED, use: account.id }),
    })
  }

  // Both are here before somebody presses, and after what he came to see.
  useEffect(
    () =>
      whenIdle(() => {
        LateAddConnection.prefetch()
        LateEntryDialogs.prefetch()
      }),
    [],
  )

  const start = params.get('add')
  if (start !== null) {
    return (
      <Suspense fallback={<ComingDialog title={t('addConnectionTitle')} onClose={close} />}>
        <LateAddConnection
          start={start}
          verb="save"
          onSaved={saved}
          onSignIn={providerId => navigate(consentPath(providerId))}
          onClose={close}
        />
      </Suspense>
    )
  }
  if (!ENTRY_WINDOWS.some(name => params.has(name))) return null
  return (
    <Suspense>
      <LateEntryDialogs {...{ accounts, connectors, onFailure }} onSaved={saved} onClose={close} />
    </Suspense>
  )
}

/** On a slow line: that the press was heard. */
function ComingDialog({ title, onClose }: { title: string; onClose: () => void }) {
  return (
    <Dialog size="wide" title={title} onClose={onClose}>
      <div className="dialog-pad">
        <SkeletonRows />
      </div>
    </Dialog>
  )
}
