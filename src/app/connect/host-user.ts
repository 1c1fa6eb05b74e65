import { makeId } from '#shared/ids.ts'
import type { ConnectSessionRow, UserRow } from '#store/connect-types.ts'
import type { AppContext } from '../context.ts'

type HostUser = Pick<ConnectSessionRow, 'workspaceId' | 'keyLine' | 'endUser'>

/** A host vouches for its own users only: the same id at another host is another person. */
function identityOf({ workspaceId, keyLine, endUser }: HostUser): Pick<UserRow, 'workspaceId' | 'issuer' | 'subject'> {
  return { workspaceId, issuer: `key:${keyLine}`, subject: endUser }
}

/** The user of ours that stands for a host's user; null when nothing was ever claimed for that one. */
export function findHostUser({ store }: AppContext, who: HostUser): Promise<UserRow | null> {
  return store.users.find(identityOf(who))
}

/** The same; made when it is not there yet. */
export function ensureHostUser({ store, random }: AppContext, who: HostUser): Promise<UserRow> {
  return store.users.ensure({
    ...identityOf(who),
    id: makeId('usr', random(16)),
    name: null,
    role: 'member',
    createdAt: store.now(),
    lastSeenAt: null,
    disabledAt: null,
  })
}
