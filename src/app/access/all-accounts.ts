import type { AllAccountsRequest, OwnedAccount, OwnedAccountPage } from '#shared/contract/accounts.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isId } from '#shared/ids.ts'
import type { AccountRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { stateOf } from '../describe-account.ts'
import { removeAccount } from '../remove-account.ts'
import { noAccount } from '../require-account.ts'

/** What an administrator sees of everybody's entries: no label, no value, no message (security.md §6.2). */
export function makeListAllAccounts(context: AppContext) {
  return async ({ text, state, cursor, limit }: AllAccountsRequest): Promise<OwnedAccountPage> => {
    const { store, owner } = context
    const names = await readNames(context)
    const page = await store.accounts.listAll({
      workspaceId: owner.workspaceId,
      ...(text
        ? { search: { text, ownerIds: named(names.people, text), providerIds: named(names.providers, text) } }
        : {}),
      ...(state ? { state } : {}),
      cursor: cursor ?? null,
      limit,
    })
    const uses = await store.uses.counts(page.items.map(({ id }) => id))
    return { items: page.items.map(row => describe(row, names, uses.get(row.id))), next: page.next }
  }
}

/**
 * Deletes an entry of somebody else, for those who left, and ends a login's tokens at the service. Throws `not_found`, and
 * `in_use` with how many workflows use it, not which.
 */
export function makeDeleteAnyAccount(context: AppContext) {
  return async (id: string): Promise<void> => {
    const row = await requireAnyAccount(context, id)
    const count = await context.store.uses.count(id)
    if (count > 0) {
      throw new AppError('in_use', { detail: `${count} workflows still use this entry. Nothing was deleted.` })
    }
    await removeAccount(context, row)
  }
}

/** Anybody's of this workspace. Throws `not_found`. */
export async function requireAnyAccount({ store, owner }: AppContext, id: string): Promise<AccountRow> {
  const row = isId('con', id) || isId('log', id) ? await store.accounts.get(id) : null
  if (row?.workspaceId !== owner.workspaceId) throw noAccount()
  return row
}

export async function describeOwned(context: AppContext, row: AccountRow): Promise<OwnedAccount> {
  const [names, uses] = await Promise.all([readNames(context), context.store.uses.count(row.id)])
  return describe(row, names, uses || undefined)
}

interface Names {
  people: ReadonlyMap<string, string>
  providers: ReadonlyMap<string, string>
}

async function readNames({ store, owner }: AppContext): Promise<Names> {
  const [people, providers] = await Promise.all([
    store.users.list(owner.workspaceId),
    store.providers.list(owner.workspaceId),
  ])
  return {
    people: new Map(people.map(({ id, name, subject }) => [id, name ?? subject])),
    providers: new Map(providers.map(({ id, displayName }) => [id, displayName])),
  }
}

function named(names: ReadonlyMap<string, string>, text: string): string[] {
  const wanted = text.toLowerCase()
  return [...names].filter(([, name]) => name.toLowerCase().includes(wanted)).map(([id]) => id)
}

function describe(row: AccountRow, { people, providers }: Names, uses: number | undefined): OwnedAccount {
  const { id, kind, service, type, providerId, lastTestedAt } = row
  const provider = providerId === null ? undefined : providers.get(providerId)
  return {
    id,
    kind,
    service,
    type,
    ...stateOf(row),
    owner: people.get(row.ownerId) ?? '',
    ...(provider === undefined ? {} : { provider }),
    shared: row.sharedAt !== null,
    ...(uses === undefined ? {} : { uses }),
    ...(lastTestedAt === null ? {} : { lastTestedAt: new Date(lastTestedAt).toISOString() }),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  }
}
