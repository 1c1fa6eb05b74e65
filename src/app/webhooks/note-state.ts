import type { WebhookEvent } from '#shared/contract/webhooks.ts'
import { makeId } from '#shared/ids.ts'
import type { AccountRow, Accounts, Repositories } from '#store/types.ts'
import type { AppContext } from '../context.ts'

/** Why it is in its new state: a class or code, never a sentence, which might repeat what a service said of a person. */
type Cause = string | undefined

interface Noted {
  result: Parameters<Accounts['recordTest']>[1]
  cause?: Cause
}

/**
 * Shows a state in the list and puts down what webhooks are told of it, in one transaction: no crash parts them. Null
 * when the entry is gone, or holds a newer value than the one that was tested.
 */
export async function noteState(
  context: AppContext,
  tx: Repositories,
  id: string,
  { result, cause }: Noted,
): Promise<AccountRow | null> {
  const before = await tx.accounts.get(id)
  const after = before && (await tx.accounts.recordTest(id, result))
  if (after) await tellChange(context, tx, { before, after, cause })
  return after
}

/** The same for whoever writes the rest of a row with it. Null when the row has another version by now. */
export async function updateAccount(
  context: AppContext,
  tx: Repositories,
  { row, patch }: { row: AccountRow; patch: Parameters<Accounts['update']>[2] },
): Promise<AccountRow | null> {
  const before = await tx.accounts.get(row.id)
  const after = before && (await tx.accounts.update(row.id, row.rowVersion, patch))
  if (after) await tellChange(context, tx, { before, after })
  return after
}

async function tellChange(
  context: AppContext,
  tx: Repositories,
  { before, after, cause }: { before: AccountRow; after: AccountRow; cause?: Cause },
): Promise<void> {
  const type = eventOf(before, after)
  if (!type) return
  const { workspaceId } = after
  const timestamp = new Date(context.store.now()).toISOString()
  const body = JSON.stringify({ type, timestamp, data: describe(context, after, cause) })
  await tx.webhooks.tell({ id: makeId('evt', context.random(16)), workspaceId, type, body })
}

const BAD: ReadonlySet<AccountRow['state']> = new Set(['failing', 'needs reconnect'])

/** Undefined for a change that nobody has to act on. */
function eventOf({ kind, state: before }: AccountRow, { state }: AccountRow): WebhookEvent | undefined {
  if (before === state) return undefined
  if (!BAD.has(state)) return BAD.has(before) ? `${kind}.recovered` : undefined
  return kind === 'login' && state === 'needs reconnect' ? 'login.needs_reconnect' : `${kind}.failing`
}

/** Ids and states only: whoever may see more asks for it with a key. */
function describe({ config }: AppContext, row: AccountRow, cause: Cause) {
  const { id, kind, service, type, ownerId, providerId, state } = row
  const bad = BAD.has(state)
  const reconnect = bad && kind === 'login' && providerId !== null
  return {
    ...{ id, kind, service, type, owner: ownerId, state },
    ...(bad && cause !== undefined ? { reason: cause } : {}),
    ...(reconnect ? { reconnect: new URL(`/consent/${providerId}?login=${id}`, config.publicUrl).href } : {}),
  }
}
