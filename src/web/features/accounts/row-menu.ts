import type { Account } from '#shared/contract/accounts.ts'
import type { MenuEntry } from '../../components/menu.tsx'
import { t } from '../../lib/t.ts'
import type { AccountActions } from './account-actions.ts'

/** All that can be done with an entry. Somebody else's, who shares it, is used and looked at, not changed. */
export function rowMenu(account: Account, testing: boolean, actions: AccountActions): MenuEntry[] {
  const { kind, shared, testable } = account
  const open = (window: Parameters<AccountActions['open']>[0]) => () => actions.open(window, account)
  const test: MenuEntry = {
    ...{ label: t('test'), icon: 'test', disabled: testing || !testable },
    run: () => actions.test(account),
  }
  const use: MenuEntry = { label: t('useIt'), icon: 'code', run: open('use') }
  const details: MenuEntry = { label: t('details'), icon: 'info', run: open('details') }
  if (account.sharedBy !== undefined) return [test, use, details]
  return [
    test,
    kind === 'connection'
      ? { label: t('edit'), icon: 'edit', run: open('edit') }
      : { label: t('reconnect'), icon: 'refresh', run: () => actions.reconnect(account) },
    { label: t('renameAsk'), icon: 'rename', run: open('rename') },
    use,
    details,
    { label: t(shared ? 'stopSharingAsk' : 'shareAsk'), icon: 'people', run: open('share') },
    { label: t('switchAsk'), icon: 'switch', run: open('switch') },
    { label: t('deleteAsk'), icon: 'trash', run: open('delete'), destructive: true },
  ]
}
