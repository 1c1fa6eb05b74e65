import type { AccountUses } from '#shared/contract/uses.ts'
import type { AppContext } from '../context.ts'
import { requireAccount } from '../require-account.ts'

const NAMED = 100

/** Who uses an account of one's own: the first hundred by name, the rest as a number. */
export function makeListUses(context: AppContext) {
  return async (id: string): Promise<AccountUses> => {
    const { uses } = context.store
    const row = await requireAccount(context, id)
    const [found, count] = await Promise.all([uses.ofAccount(row.id, NAMED), uses.count(row.id)])
    const items = found.map(({ consumer, title, ownerId }) => ({
      consumer,
      title,
      ...(ownerId === null ? {} : { owner: ownerId }),
    }))
    return { items, more: Math.max(0, count - items.length) }
  }
}
