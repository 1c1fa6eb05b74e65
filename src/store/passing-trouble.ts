import { AppError } from '#shared/errors/app-error.ts'
import { isBusy } from './sqlite-connection.ts'

/** True when the same statement may work later: somebody else holds the database, or its server is away. */
export function isPassing(error: unknown): boolean {
  return isBusy(error) || (error instanceof AppError && error.code === 'database_unavailable')
}
