import { isId } from '#shared/ids.ts'
import type { SessionRow } from '#store/access-types.ts'
import { localPerson, type Person, personOf } from './access/person.ts'
import type { OpenedSession, SignedIn } from './app.ts'
import type { AppContext } from './context.ts'
import { hashSecret, isSecret, makeSecret } from './hash-secret.ts'

const IDLE_MS = 60 * 60_000
const ABSOLUTE_MS = 12 * 60 * 60_000
/** How old the stored "last seen" may get before it is written again. */
const TOUCH_MS = 60_000
const MOST_BROWSER = 200

type Found = SignedIn & { endsAt: number }

/** The session of a cookie; undefined when it is unknown or over. Keeps it alive (security.md §5.2). */
export function makeFindSession(context: AppContext) {
  const { store } = context
  return async (cookie: string | undefined): Promise<Found | undefined> => {
    if (!isSecret(cookie)) return undefined
    const hash = hashSecret(cookie)
    const row = await store.sessions.get(hash)
    // A connect session has its own cookie and opens nothing else.
    if (!row || isId('cns', row.userId)) return undefined
    const person = await findPerson(context, row)
    if (!person) return undefined
    const now = store.now()
    if (now - row.lastSeenAt >= TOUCH_MS) await store.sessions.touch(hash, now, idleEnd(row.createdAt, now))
    return { sessionHash: hash, userId: row.userId, ...person, endsAt: row.createdAt + ABSOLUTE_MS }
  }
}

/** Nobody where the user was shut out, or belongs to the other mode. */
async function findPerson({ config, owner, store }: AppContext, row: SessionRow): Promise<Person | undefined> {
  if (!config.team) return row.userId === owner.userId ? localPerson(owner) : undefined
  const user = await store.users.get(row.userId)
  return user && user.disabledAt === null && user.workspaceId === owner.workspaceId ? personOf(user) : undefined
}

/** The session of a cookie, or a new one of the built-in user. */
export function makeOpenSession(context: AppContext) {
  const findSession = makeFindSession(context)
  const { store, owner } = context
  return async (cookie: string | undefined): Promise<OpenedSession> => {
    const found = await findSession(cookie)
    if (!found) return newSession(context, owner.userId)
    const maxAge = Math.floor((found.endsAt - store.now()) / 1000)
    return { sessionHash: found.sessionHash, userId: found.userId, maxAge }
  }
}

/** A session of this user. Only the hash of the cookie's value is stored. */
export async function newSession(context: AppContext, userId: string, browser?: string): Promise<OpenedSession> {
  const { store, owner, random } = context
  const now = store.now()
  const newCookie = makeSecret(random)
  const row: SessionRow = {
    hash: hashSecret(newCookie),
    workspaceId: owner.workspaceId,
    userId,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: idleEnd(now, now),
    browser: browser?.slice(0, MOST_BROWSER) ?? null,
  }
  await store.sessions.insert(row)
  return { sessionHash: row.hash, userId, newCookie, maxAge: ABSOLUTE_MS / 1000 }
}

function idleEnd(createdAt: number, now: number): number {
  return Math.min(createdAt + ABSOLUTE_MS, now + IDLE_MS)
}
