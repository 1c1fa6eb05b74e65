import { AppError } from '#shared/errors/app-error.ts'

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
