import { AppError } from '#shared/errors/app-error.ts'
import { isId } from '#shared/ids.ts'
import type { AppContext } from '../context.ts'
import { plainConfig } from './open-provider.ts'
import { sealEntry } from './provider-secret.ts'
import { waitingUpdate } from './waiting-update.ts'

/**
 * Takes up a connector's newer config with the hosts it leads to: from then on the client's secret goes there (oauth.md
 * REG-2). `hosts` are those that somebody saw: others by now are refused with `changed_meanwhile`. Throws `not_found`.
 */
export function makeApproveHosts(context: AppContext) {
  const { store, owner, log, events } = context
  return async ({ id, hosts }: { id: string; hosts: readonly string[] }): Promise<void> => {
    const row = isId('prv', id) ? await store.providers.get(id) : null
    if (row?.workspaceId !== owner.workspaceId) {
      throw new AppError('not_found', { detail: 'There is no provider with this id.' })
    }
    const update = waitingUpdate(context, row)
    if (!update.config || update.waiting.join() !== [...new Set(hosts)].sort().join()) {
      throw new AppError('changed_meanwhile', {
        detail: 'Other hosts are waiting by now. Nothing was approved. Look at them, then approve again.',
      })
    }
    const head = {
      id,
      workspaceId: row.workspaceId,
      rowVersion: row.rowVersion + 1,
      hosts: JSON.stringify(update.hosts),
      config: JSON.stringify(plainConfig(update.config, update.values)),
    }
    const secret = sealEntry(context, head, update.values)
    await store.providers.upsert([{ ...row, ...head, secret, updatedAt: store.now() }])
    log.info('hosts-approved', { id, type: row.connector, changed: update.waiting.join(' ') })
    for (const event of ['providers', 'connectors'] as const) events.emit(event)
  }
}
