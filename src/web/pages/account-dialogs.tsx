import { useNavigate, useSearchParams } from 'react-router'
import type { Account } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { DeleteAccount } from '../features/accounts/delete-account.tsx'
import { UseItPanel } from '../features/accounts/use-it-panel.tsx'
import { AddConnectionDialog } from '../features/connection/add-connection-dialog.tsx'
import { EditConnectionDialog } from '../features/connection/edit-connection-dialog.tsx'
import { consentPath } from '../lib/consent-path.ts'
import { t } from '../lib/t.ts'
import { showToast } from '../lib/toasts.ts'

/** The windows over the list. Which one is open stands in the address, so that Back closes it and a link opens it. */
export function AccountDialogs({
  accounts,
  connectors,
}: {
  accounts: readonly Account[]
  connectors: readonly Connector[]
}) {
  const [params, setParams] = useSearchParams()
  const navigate = useNavigate()
  const close = () => setParams({}, { replace: true })
  const find = (name: string) => accounts.find(account => account.id === params.get(name))
  const saved = (account: Account) => {
    close()
    showToast(t('saved', { label: account.label }), {
      label: t('useIt'),
      run: () => navigate(`/?use=${account.id}`),
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
  const edited = find('edit')
  if (edited) {
    return (
      <EditConnectionDialog
        key={edited.id}
        account={edited}
        accounts={accounts}
        connector={connectors.find(connector => connector.service === edited.service)}
        onSaved={saved}
        onClose={close}
      />
    )
  }
  const used = find('use')
  if (used) return <UseItPanel account={used} onClose={close} />
  const removed = find('delete')
  if (removed) return <DeleteAccount account={removed} onClose={close} />
  return null
}
