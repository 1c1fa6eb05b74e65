import '../features/accounts/entry-windows.css'
import { useSearchParams } from 'react-router'
import type { Account } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { ENTRY_WINDOWS } from '../features/accounts/account-actions.ts'
import { AccountDetails } from '../features/accounts/account-details.tsx'
import { DeleteAccounts } from '../features/accounts/delete-accounts.tsx'
import { ShareAccount } from '../features/accounts/share-account.tsx'
import { SwitchAccount } from '../features/accounts/switch-account.tsx'
import { UseItPanel } from '../features/accounts/use-it-panel.tsx'
import { EditConnectionDialog } from '../features/connection/edit-connection-dialog.tsx'
import { RenameDialog } from '../features/connection/rename-dialog.tsx'

interface EntryDialogsProps {
  accounts: readonly Account[]
  connectors: readonly Connector[]
  onSaved: (account: Account) => void
  onClose: () => void
  onFailure: (error: unknown) => void
}

/** The window about saved entries that the address names; nothing for an entry that is not there. */
export function EntryDialogs(props: EntryDialogsProps) {
  const { accounts, onClose } = props
  const [params] = useSearchParams()
  const name = ENTRY_WINDOWS.find(each => params.has(each))
  const meant = new Set(name && params.get(name)?.split(' '))
  const entries = accounts.filter(account => meant.has(account.id))
  const [account] = entries
  if (!name || !account) return null
  const { id } = account
  const about = { account, onClose }
  switch (name) {
    case 'edit': {
      const connector = props.connectors.find(({ service }) => service === account.service)
      return (
        <EditConnectionDialog key={id} {...about} accounts={accounts} connector={connector} onSaved={props.onSaved} />
      )
    }
    case 'use':
      return <UseItPanel key={id} {...about} />
    case 'share':
      return <ShareAccount key={id} {...about} />
    case 'switch':
      return <SwitchAccount key={id} {...about} accounts={accounts} />
    case 'details':
      return <AccountDetails key={id} {...about} />
    case 'rename':
      return <RenameDialog key={id} {...about} accounts={accounts} onFailure={props.onFailure} />
    case 'delete':
      return <DeleteAccounts accounts={entries} onClose={onClose} />
  }
}
