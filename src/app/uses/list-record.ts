import type { AccountRecord } from '#shared/contract/uses.ts'
import { isId } from '#shared/ids.ts'
import type { AppContext } from '../context.ts'
import { requireAccount } from '../require-account.ts'

const MOST = 100

/** What was done with an account of one's own, and to whom it was released (security.md §6.3). */
export function makeListRecord(context: AppContext) {
  return async (id: string): Promise<AccountRecord> => {
    const { store, audit } = context
    const row = await requireAccount(context, id)
    await audit.flush()
    const found = await store.audit.ofObject(row.id, MOST)
    const names = new Map<string, string>()
    for (const actor of new Set(found.map(one => one.actor))) names.set(actor, await nameOf(context, actor))
    const items = found.map(({ at, action, actor, reason, count }) => ({
      at: new Date(at).toISOString(),
      action,
      actor: names.get(actor) ?? actor,
      ...(action === 'credential-released' && reason !== '' ? { reason } : {}),
      count,
    }))
    return { items }
  }
}

/** An administrator may suspend what is not their own. */
async function nameOf({ store, owner }: AppContext, actor: string): Promise<string> {
  if (isId('key', actor)) return (await store.apiKeys.get(actor))?.name ?? actor
  if (!isId('usr', actor) || actor === owner.userId) return 'you'
  const user = await store.users.get(actor)
  return user?.name ?? user?.subject ?? actor
}
