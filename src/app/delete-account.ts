import { changedMeanwhile } from './changed-meanwhile.ts'
import type { AppContext } from './context.ts'
import { removeAccount } from './remove-account.ts'
import { requireAccount } from './require-account.ts'
import { requireUnused } from './uses/require-unused.ts'

/**
 * Deletes a connection or a login with everything stored for it, and ends a login's tokens at the service. With
 * `rowVersion`: only if it is still that version. Throws `in_use` while a workflow uses it.
 */
export function makeDeleteAccount(context: AppContext) {
  return async (id: string, rowVersion?: number): Promise<void> => {
    const row = await requireAccount(context, id)
    await requireUnused(context, row)
    if (!(await removeAccount(context, row, rowVersion)))
      throw await changedMeanwhile(context, id, rowVersion ?? row.rowVersion)
  }
}
