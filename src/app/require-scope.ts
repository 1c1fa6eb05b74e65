import { AppError } from '#shared/errors/app-error.ts'
import type { KeyGrant } from './app.ts'

/** Throws `forbidden` unless the key has this scope (security.md §6.3). */
export function requireScope({ scopes }: Pick<KeyGrant, 'scopes'>, scope: string): void {
  if (scopes.includes(scope)) return
  throw new AppError('forbidden', { detail: `This API key may not do this: it lacks the scope ${scope}.` })
}
