import { AppError } from '#shared/errors/app-error.ts'
import type { AccountRow } from '#store/types.ts'

/** Only a new sign-in of the owner helps; the page offers it. */
export function needsReconnect(login: Pick<AccountRow, 'id'>, reason: string | null): AppError {
  return new AppError('needs_reconnect', {
    detail: reason ?? 'The sign-in of this login ended. Reconnect it.',
    next: { reconnect: login.id },
  })
}
