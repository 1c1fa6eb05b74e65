import { lazy, Suspense } from 'react'
import { useNavigate } from 'react-router'
import type { Account } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { AddConnectionDialog } from '../features/connection/add-connection-dialog.tsx'
import { consentPath } from '../lib/consent-path.ts'
import { t } from '../lib/t.ts'
import { showToast } from '../lib/toasts.ts'
import { useAddress } from '../lib/use-address.ts'

const ABOUT_ENTRIES = ['edit', 'rename', 'use', 'delete']
const CLOSED = { add: null, edit: null, rename: null, use: null, delete: null }

const EntryDialogs = lazy(async () => {
  const { EntryDialogs } = await import('./entry-dialogs.tsx')
  return { default: EntryDialogs }
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

  const start = params.get('add')
  if (start !== null) {
    return (
      <AddConnectionDialog
        start={start}
        verb="save"
        onSaved={saved}
        onSignIn={providerId => navigate(consentPath(providerId))}
        onClose={close}
      />
    )
  }
  if (!ABOUT_ENTRIES.some(name => params.has(name))) return null
  return (
    <Suspense>
      <EntryDialogs {...{ accounts, connectors, onFailure }} onSaved={saved} onClose={close} />
    </Suspense>
  )
}
