import type { AppError } from '#shared/errors/app-error.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'

/** Ends an attempt with the reason the page will show. What was kept for it is dropped. */
export async function failAttempt({ store, log }: AppContext, row: AttemptRow, error: AppError): Promise<void> {
  const { code, detail } = error
  log.warn('sign-in-refused', { id: row.id, code })
  await store.attempts.finish(row.id, ['created', 'started', 'exchanging'], {
    status: 'failed',
    error: { code, detail },
    secrets: null,
    grant: null,
  })
}
