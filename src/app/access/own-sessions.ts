import type { SessionList } from '#shared/contract/session.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { SessionRow } from '#store/access-types.ts'
import type { PageSession } from '../app.ts'
import type { AppContext } from '../context.ts'

const ID_LENGTH = 16

/** Where one is signed in, the newest first. */
export function makeListSessions({ store, owner }: AppContext) {
  return async ({ sessionHash }: PageSession): Promise<SessionList> => {
    const rows = await store.sessions.listOf(owner)
    return { items: rows.map(row => describe(row, sessionHash)) }
  }
}

/** Ends one of one's own sessions. Throws `not_found`. */
export function makeEndSession({ store, owner, audit }: AppContext) {
  return async (id: string): Promise<void> => {
    const row = (await store.sessions.listOf(owner)).find(one => idOf(one) === id)
    if (!row) throw new AppError('not_found', { detail: 'This session is over already.' })
    await store.sessions.remove(row.hash)
    audit.note({ actor: owner.userId, action: 'signed-out', object: owner.userId, outcome: 'ok', reason: '' })
  }
}

/** Signs out here, or everywhere. */
export function makeSignOut({ store, owner, audit }: AppContext) {
  return async ({ sessionHash }: PageSession, everywhere: boolean): Promise<void> => {
    if (everywhere) await store.sessions.removeOf(owner.userId)
    else await store.sessions.remove(sessionHash)
    const action = everywhere ? 'signed-out-everywhere' : 'signed-out'
    audit.note({ actor: owner.userId, action, object: owner.userId, outcome: 'ok', reason: '' })
  }
}

/** Part of the hash: nobody can make a cookie of it. */
function idOf({ hash }: SessionRow): string {
  return hash.slice(0, ID_LENGTH)
}

function describe(row: SessionRow, current: string): SessionList['items'][number] {
  return {
    id: idOf(row),
    browser: row.browser ?? '',
    startedAt: new Date(row.createdAt).toISOString(),
    lastSeenAt: new Date(row.lastSeenAt).toISOString(),
    current: row.hash === current,
  }
}
