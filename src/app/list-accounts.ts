import type { AccountPage } from '#shared/contract/accounts.ts'
import type { AppContext } from './context.ts'
import { describeAccount } from './describe-account.ts'

/** A page of the owner's connections and logins, by service and label. One unreadable row does not break the list. */
export function makeListAccounts(context: AppContext) {
  return async (request: { cursor?: string | undefined; limit: number; locale: string }): Promise<AccountPage> => {
    const { store, owner } = context
    const page = await store.accounts.list({
      workspaceId: owner.workspaceId,
      ownerId: owner.userId,
      cursor: request.cursor ?? null,
      limit: request.limit,
    })
    const items = await Promise.all(page.items.map(row => describeAccount(context, row, request.locale)))
    return { items, next: page.next }
  }
}
