import type { Account, AccountPage } from '#shared/contract/accounts.ts'
import { isId } from '#shared/ids.ts'
import type { AccountRow } from '#store/types.ts'
import type { AppContext } from './context.ts'
import { describeAccount } from './describe-account.ts'

/** A page of the owner's connections and logins and of what others share, by service and label. One unreadable row does not break the list. */
export function makeListAccounts(context: AppContext) {
  return async (request: { cursor?: string | undefined; limit: number; locale: string }): Promise<AccountPage> => {
    const { store, owner } = context
    const page = await store.accounts.list({
      workspaceId: owner.workspaceId,
      ownerId: owner.userId,
      // A window of a host's page is nobody in particular: nothing is shared with it.
      shared: !isId('cns', owner.userId),
      cursor: request.cursor ?? null,
      limit: request.limit,
    })
    const uses = await store.uses.counts(page.items.map(row => row.id))
    const describe = async (row: AccountRow): Promise<Account> => {
      const account = await describeAccount(context, row, request.locale)
      const count = uses.get(row.id)
      return count === undefined ? account : { ...account, uses: count }
    }
    const items = await Promise.all(page.items.map(describe))
    return { items, next: page.next }
  }
}
