import { AppError } from '#shared/errors/app-error.ts'

export function unknownAttempt(): AppError {
  return new AppError('state_unknown', { detail: 'This sign-in is not known here, or was forgotten. Start it again.' })
}

export function usedAttempt(): AppError {
  return new AppError('state_used', { detail: 'This sign-in was used before. Start a new one if you still need it.' })
}

export function expiredAttempt(): AppError {
  return new AppError('state_expired', { detail: 'This sign-in took too long and was given up. Start it again.' })
}

export function otherSession(): AppError {
  return new AppError('other_session', {
    detail: 'This sign-in began in another browser or session. Go on there, or start a new one here.',
  })
}
