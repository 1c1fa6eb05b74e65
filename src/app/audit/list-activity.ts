import type { ActivityKind, ActivityPage } from '#shared/contract/activity.ts'
import { isId } from '#shared/ids.ts'
import type { AuditRow } from '#store/audit-types.ts'
import type { AppContext } from '../context.ts'

const ACTIONS: Record<ActivityKind, readonly string[]> = {
  accounts: [
    ...['account-deleted', 'account-renamed', 'account-shared', 'account-switched', 'account-unshared'],
    ...[
      'account-given',
      'account-suspended',
      'account-resumed',
      'connection-failing',
      'connection-recovered',
      'connection-saved',
      'connection-updated',
      'login-added',
    ],
  ],
  credentials: ['credential-released'],
  'sign-ins': [
    ...['login-added', 'login-reconnected', 'login-recovered', 'needs-reconnect'],
    ...['sign-in-refused', 'sign-in-started', 'token-revoked'],
  ],
  keys: ['key-given', 'key-made', 'key-refused', 'key-replaced', 'key-revoked'],
  providers: ['connector-deployed', 'hosts-approved', 'provider-deleted', 'provider-loaded'],
  hosts: ['host-allowed', 'host-forbidden'],
  windows: ['connect-claimed', 'connect-refused', 'connect-started'],
  webhooks: ['webhook-changed', 'webhook-deleted', 'webhook-key-replaced', 'webhook-made', 'webhook-off'],
}

export interface ActivityQuery {
  kind?: ActivityKind | undefined
  /** Id of what it was done to. */
  about?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** The record of who did what in this workspace, the newest first, page by page. */
export function makeListActivity(context: AppContext) {
  return async ({ kind, about, cursor, limit }: ActivityQuery): Promise<ActivityPage> => {
    const { store, audit, owner } = context
    await audit.flush()
    const page = await store.audit.latest({
      workspaceId: owner.workspaceId,
      ...(kind ? { actions: ACTIONS[kind] } : {}),
      ...(about ? { object: about } : {}),
      cursor: cursor ?? null,
      limit,
    })
    const name = makeNamer(context)
    const items = await Promise.all(page.items.map(row => describe(row, name)))
    return { items, next: page.next }
  }
}

async function describe(row: AuditRow, name: ReturnType<typeof makeNamer>): Promise<ActivityPage['items'][number]> {
  const { at, action, object, outcome, count } = row
  const label = await name.object(object)
  return {
    at: new Date(at).toISOString(),
    action,
    actor: await name.actor(row.actor),
    object,
    ...(label === undefined ? {} : { label }),
    outcome,
    // Where a chain begins, hashes stand there.
    reason: action === 'chain-begun' ? '' : row.reason,
    count,
    address: row.address ?? '',
  }
}

/** Names of people, keys and things, each asked once. An administrator sees no label of somebody else's entry. */
function makeNamer({ store, owner }: AppContext) {
  const known = new Map<string, Promise<string | undefined>>()
  const once = (id: string, ask: () => Promise<string | undefined>) => {
    const asked = known.get(id) ?? ask()
    known.set(id, asked)
    return asked
  }
  const ownLabel = async (id: string) => {
    const row = await store.accounts.get(id)
    return row?.ownerId === owner.userId ? row.label : undefined
  }
  const webhookName = async (id: string) => {
    const row = await store.webhooks.get(id)
    return row ? row.description || new URL(row.url).host : undefined
  }
  const object = async (id: string): Promise<string | undefined> => {
    if (isId('con', id) || isId('log', id)) return once(id, () => ownLabel(id))
    if (isId('key', id)) return once(id, async () => (await store.apiKeys.get(id))?.name)
    if (isId('whk', id)) return once(id, () => webhookName(id))
    if (isId('prv', id)) return once(id, async () => (await store.providers.get(id))?.displayName)
    return undefined
  }
  return {
    object,
    async actor(id: string): Promise<string> {
      if (id === owner.userId) return 'you'
      if (isId('usr', id)) return (await once(id, async () => (await store.users.get(id))?.name ?? undefined)) ?? id
      return (await object(id)) ?? id
    },
  }
}
