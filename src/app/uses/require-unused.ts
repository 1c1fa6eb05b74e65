import { AppError } from '#shared/errors/app-error.ts'
import type { AccountRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'

const NAMED = 3

/** Throws `in_use`, with the first names, while a workflow uses the account (flow-format.md §12.5). */
export async function requireUnused({ store }: AppContext, row: AccountRow): Promise<void> {
  const count = await store.uses.count(row.id)
  if (count === 0) return
  const names = (await store.uses.ofAccount(row.id, NAMED)).map(use => use.title).join(', ')
  const detail =
    count > NAMED
      ? `${row.label} is still used by ${names} and ${count - NAMED} more. Switch them to another one first. Nothing was deleted.`
      : `${row.label} is still used by ${names}. Switch to another one first. Nothing was deleted.`
  throw new AppError('in_use', { detail })
}
