import { defaultLabel } from '#shared/label.ts'
import type { AccountRow, Repositories } from '#store/types.ts'

/** Whose it becomes, and the labels they have: the new one is added. */
interface Receiver {
  userId: string
  taken: Set<string>
}

/**
 * Makes an entry somebody else's, under another label where they have this one. Nothing is encrypted anew: values are
 * sealed without the owner. Null when it was changed meanwhile.
 */
export async function giveAccount(
  tx: Repositories,
  account: AccountRow,
  { userId, taken }: Receiver,
): Promise<AccountRow | null> {
  const label = taken.has(account.label) ? defaultLabel(account.label, account.service, taken) : account.label
  const given = await tx.accounts.update(account.id, account.rowVersion, { ownerId: userId, label })
  if (!given) return null
  await tx.grants.giveTo(account.id, userId)
  taken.add(label)
  return given
}
