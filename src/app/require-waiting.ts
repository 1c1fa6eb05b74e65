import { AppError } from '#shared/errors/app-error.ts'

/** Throws `bad_request` once the page that asked has gone: what nobody waits for is not done. */
export function requireWaiting(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return
  throw new AppError('bad_request', { detail: 'The page did not wait for the answer, so nothing was saved.' })
}
