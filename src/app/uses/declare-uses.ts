import type { ConsumerUses, UseDeclaration } from '#shared/contract/uses.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isId } from '#shared/ids.ts'
import type { UseRow } from '#store/use-types.ts'
import { actedFor, requireActing } from '../acting-for.ts'
import type { KeyGrant } from '../app.ts'
import type { AppContext } from '../context.ts'
import { requireScope } from '../require-scope.ts'

/** What a workflow uses, said by whoever keeps the workflows. Throws `not_found` for an id that the key cannot read. */
export function makeDeclareUses(context: AppContext) {
  const { store, events } = context
  return async (grant: KeyGrant, consumer: string, body: UseDeclaration): Promise<ConsumerUses> => {
    requireScope(grant, 'uses:write')
    requireActing(grant, body.onBehalfOf)
    const { onBehalfOf = grant.ownerId } = body
    const ownerId = onBehalfOf === grant.ownerId ? onBehalfOf : await actedFor(context, grant, onBehalfOf)
    for (const id of body.ids) await requireReadable(store, { ...grant, ownerId }, id)
    const use = { workspaceId: grant.workspaceId, consumer, title: body.title, ownerId: body.owner ?? null }
    const rows = await store.uses.declare(use, body.ids)
    events.emit('accounts')
    return describe(consumer, rows)
  }
}

/** What a workflow uses; after a Switch the application finds here what it gets now. */
export function makeGetUses({ store }: AppContext) {
  return async (grant: KeyGrant, consumer: string): Promise<ConsumerUses> => {
    requireScope(grant, 'uses:write')
    return describe(consumer, await store.uses.ofConsumer(grant.workspaceId, consumer))
  }
}

async function requireReadable(store: AppContext['store'], grant: KeyGrant, id: string): Promise<void> {
  const row = isId('con', id) || isId('log', id) ? await store.accounts.getHot(id, grant) : null
  if (row) return
  throw new AppError('not_found', { detail: `There is no connection or login ${id} for this API key.` })
}

function describe(consumer: string, rows: readonly UseRow[]): ConsumerUses {
  return { consumer, uses: rows.map(({ pickedId, accountId }) => ({ id: pickedId, now: accountId })) }
}
