import '../features/accounts/entry-windows.css'
import { useSearchParams } from 'react-router'
import type { Account } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { AccountDetails } from '../features/accounts/account-details.tsx'
import { DeleteAccounts } from '../features/accounts/delete-accounts.tsx'
import { ShareAccount } from '../features/accounts/share-account.tsx'
import { SwitchAccount } from '../features/accounts/switch-account.tsx'
import { UseItPanel } from '../features/accounts/use-it-panel.tsx'
import { EditConnectionDialog } from '../features/connection/edit-connection-dialog.tsx'
import { RenameDialog } from '../features/connection/rename-dialog.tsx'

/** The windows about one saved entry. */
export function EntryDialogs({
  accounts,
  connectors,
  onSaved,
  onClose,
  onFailure,
}: {
  accounts: readonly Account[]
  connectors: readonly Connector[]
  onSaved: (account: Account) => void
  onClose: () => void
  onFailure: (error: unknown) => void
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
  const shared = find('share')
  if (shared) return <ShareAccount key={shared.id} account={shared} onClose={onClose} />
  const switched = find('switch')
  if (switched) return <SwitchAccount key={switched.id} account={switched} {...{ accounts, onClose }} />
  const detailed = find('details')
  if (detailed) return <AccountDetails key={detailed.id} account={detailed} onClose={onClose} />
  const renamed = find('rename')
  if (renamed) return <RenameDialog key={renamed.id} account={renamed} {...{ accounts, onClose, onFailure }} />
  const meant = new Set(params.get('delete')?.split(' '))
  const removed = accounts.filter(account => meant.has(account.id))
  if (removed.length > 0) return <DeleteAccounts accounts={removed} onClose={onClose} />
  return null
}
