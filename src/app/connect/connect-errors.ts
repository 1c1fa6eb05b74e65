import { AppError } from '#shared/errors/app-error.ts'
import type { AppContext } from '../context.ts'

/** A token or code that is foreign, over or came a second time stands in the record (security.md §6.5). */
export function noteRefused({ audit }: Pick<AppContext, 'audit'>, error: AppError, about: Refused): AppError {
  const { keyId: actor = '', id: object = '' } = about
  audit.note({ actor, action: 'connect-refused', object, outcome: error.code, reason: '' })
  return error
}

interface Refused {
  /** The key that came with it. */
  keyId?: string
  /** The connect session, where it is known. */
  id?: string | undefined
}

export function unknownConnect(): AppError {
  return new AppError('connect_unknown', {
    detail: 'This link is not known here. Start again on the page that sent you.',
  })
}

export function usedConnect(): AppError {
  return new AppError('connect_used', {
    detail: 'This link was used before, and works only once. Start again on the page that sent you.',
  })
}

export function expiredConnect(): AppError {
  return new AppError('connect_expired', { detail: 'This link is over. Start again on the page that sent you.' })
}

export function otherConnectUser(): AppError {
  return new AppError('other_user', {
    detail: 'This was begun by another user of the page that sent it. Nothing was kept. Start your own.',
  })
}
