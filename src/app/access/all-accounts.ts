import type { OwnedAccountPage } from '#shared/contract/accounts.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isId } from '#shared/ids.ts'
import type { AccountRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { stateOf } from '../describe-account.ts'
import { removeAccount } from '../remove-account.ts'
import { noAccount } from '../require-account.ts'

/** What an administrator sees of everybody's entries: no label, no value, no message (security.md §6.2). */
export function makeListAllAccounts({ store, owner }: AppContext) {
  return async ({ after, limit }: { after?: string | undefined; limit: number }): Promise<OwnedAccountPage> => {
    const rows = await store.accounts.listAll({ workspaceId: owner.workspaceId, after: after ?? '', limit: limit + 1 })
    const people = new Map(
      (await store.users.list(owner.workspaceId)).map(({ id, name, subject }) => [id, name ?? subject]),
    )
    const items = rows.slice(0, limit).map(row => describe(row, people.get(row.ownerId) ?? ''))
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
  }
}

/**
 * Deletes an entry of somebody else, for those who left, and ends a login's tokens at the service. Throws `not_found`, and
 * `in_use` with how many workflows use it, not which.
 */
export function makeDeleteAnyAccount(context: AppContext) {
  return async (id: string): Promise<void> => {
    const { store, owner } = context
    const row = isId('con', id) || isId('log', id) ? await store.accounts.get(id) : null
    if (row?.workspaceId !== owner.workspaceId) throw noAccount()
    const count = await store.uses.count(id)
    if (count > 0) {
      throw new AppError('in_use', { detail: `${count} workflows still use this entry. Nothing was deleted.` })
    }
    await removeAccount(context, row)
  }
}

function describe(row: AccountRow, owner: string): OwnedAccountPage['items'][number] {
  const { id, kind, service, type, lastTestedAt } = row
  return {
    id,
    kind,
    service,
    type,
    ...stateOf(row),
    owner,
    shared: row.sharedAt !== null,
    ...(lastTestedAt === null ? {} : { lastTestedAt: new Date(lastTestedAt).toISOString() }),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  }
}
