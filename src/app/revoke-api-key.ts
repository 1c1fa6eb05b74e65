import { AppError } from '#shared/errors/app-error.ts'
import { isId } from '#shared/ids.ts'
import type { AppContext } from './context.ts'
import { isOwn } from './create-api-key.ts'

/** Ends a key at once. Throws `not_found` also for one that was revoked before. */
export function makeRevokeApiKey({ store, owner, events, log }: AppContext) {
  return async (id: string): Promise<void> => {
    const row = isId('key', id) ? await store.apiKeys.get(id) : null
    const mine = isOwn(row, owner)
    if (!mine || !(await store.apiKeys.revoke(id, store.now()))) {
      throw new AppError('not_found', { detail: 'This API key does not exist, or it was revoked already.' })
    }
    log.info('key-revoked', { id })
    events.emit('keys')
  }
}
