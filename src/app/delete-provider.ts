import { AppError } from '#shared/errors/app-error.ts'
import { isId } from '#shared/ids.ts'
import type { AppContext } from './context.ts'

/** Removes a loaded provider. Throws `in_use` while a login uses it (flow-format.md §10). */
export function makeDeleteProvider({ store, owner, log, events }: AppContext) {
  return async (id: string): Promise<void> => {
    const row = isId('prv', id) ? await store.providers.get(id) : null
    if (!row || row.workspaceId !== owner.workspaceId) {
      throw new AppError('not_found', { detail: 'There is no provider with this id.' })
    }
    const logins = await store.providers.countLogins(id)
    if (logins > 0) {
      const used = logins === 1 ? '1 login' : `${logins} logins`
      throw new AppError('in_use', {
        detail: `${row.connector} / ${row.displayName} is used by ${used}. Nothing was deleted.`,
      })
    }
    await store.providers.remove(id)
    log.info('provider-deleted', { id })
    events.emit('providers')
    events.emit('connectors')
  }
}
