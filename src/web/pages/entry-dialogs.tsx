import { useSearchParams } from 'react-router'
import type { Account } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { DeleteAccount } from '../features/accounts/delete-account.tsx'
import { UseItPanel } from '../features/accounts/use-it-panel.tsx'
import { EditConnectionDialog } from '../features/connection/edit-connection-dialog.tsx'

/** The windows about one saved entry. */
export function EntryDialogs({
  accounts,
  connectors,
  onSaved,
  onClose,
}: {
  accounts: readonly Account[]
  connectors: readonly Connector[]
  onSaved: (account: Account) => void
  onClose: () => void
}) {
  const [params] = useSearchParams()
  const find = (name: string) => accounts.find(account => account.id === params.get(name))
  const edited = find('edit')
  if (edited) {
    return (
      <EditConnectionDialog
        key={edited.id}
        account={edited}
        accounts={accounts}
        connector={connectors.find(connector => connector.service === edited.service)}
        onSaved={onSaved}
        onClose={onClose}
      />
    )
  }
  const used = find('use')
  if (used) return <UseItPanel account={used} onClose={onClose} />
  const removed = find('delete')
  if (removed) return <DeleteAccount account={removed} onClose={onClose} />
  return null
}
