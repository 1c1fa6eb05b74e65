import { isId } from '#shared/ids.ts'
import type { SessionRow } from '#store/access-types.ts'
import type { OpenedSession, PageSession } from './app.ts'
import type { AppContext } from './context.ts'
import { hashSecret, isSecret, makeSecret } from './hash-secret.ts'

const IDLE_MS = 60 * 60_000
const ABSOLUTE_MS = 12 * 60 * 60_000
/** How old the stored "last seen" may get before it is written again. */
const TOUCH_MS = 60_000

/** The session of a cookie; undefined when it is unknown or over. Keeps it alive (security.md §5.2). */
export function makeFindSession({ store }: AppContext) {
  return async (cookie: string | undefined): Promise<(PageSession & { endsAt: number }) | undefined> => {
    if (!isSecret(cookie)) return undefined
    const hash = hashSecret(cookie)
    const row = await store.sessions.get(hash)
    // A connect session has its own cookie and opens nothing else.
    if (!row || isId('cns', row.userId)) return undefined
    const now = store.now()
    if (now - row.lastSeenAt >= TOUCH_MS) await store.sessions.touch(hash, now, idleEnd(row.createdAt, now))
    return { sessionHash: hash, userId: row.userId, endsAt: row.createdAt + ABSOLUTE_MS }
  }
}

/** The session of a cookie, or a new one. Only the hash of the cookie's value is stored. */
export function makeOpenSession(context: AppContext) {
  const findSession = makeFindSession(context)
  const { store, owner, random } = context
  return async (cookie: string | undefined): Promise<OpenedSession> => {
    const found = await findSession(cookie)
    const now = store.now()
    if (found) {
      return { sessionHash: found.sessionHash, userId: found.userId, maxAge: Math.floor((found.endsAt - now) / 1000) }
    }
    const newCookie = makeSecret(random)
    const row: SessionRow = {
      hash: hashSecret(newCookie),
      workspaceId: owner.workspaceId,
      userId: owner.userId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: idleEnd(now, now),
    }
    await store.sessions.insert(row)
    return { sessionHash: row.hash, userId: row.userId, newCookie, maxAge: ABSOLUTE_MS / 1000 }
  }
}

function idleEnd(createdAt: number, now: number): number {
  return Math.min(createdAt + ABSOLUTE_MS, now + IDLE_MS)
}
