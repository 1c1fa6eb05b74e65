import { AppError } from '#shared/errors/app-error.ts'
import type { AccountRow } from '#store/types.ts'

/** Throws `suspended` for an entry that an administrator holds back. */
export function requireReleased({ suspendedAt }: Pick<AccountRow, 'suspendedAt'>): void {
  if (suspendedAt === null) return
  throw new AppError('suspended', {
    detail: 'An administrator suspended this entry. It is kept, and works again once they resume it.',
  })
}
