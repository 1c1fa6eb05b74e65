import type { ConnectView } from '#shared/contract/connect.ts'
import { isId } from '#shared/ids.ts'
import type { ConnectSessionRow } from '#store/connect-types.ts'
import type { Actor } from '../actor.ts'
import type { ConnectVisit, OpenedConnectSession } from '../app.ts'
import type { AppContext } from '../context.ts'
import { hashSecret, isSecret, makeSecret } from '../hash-secret.ts'
import { mayUse } from '../may-use.ts'
import { expiredConnect, noteRefused, unknownConnect, usedConnect } from './connect-errors.ts'
import { findHostUser } from './host-user.ts'

const MOST_OWN = 500

/**
 * Trades the one-time token for a cookie that is good for this connect session only. Throws `connect_unknown`,
 * `connect_used` and `connect_expired`.
 */
export function makeOpenConnectSession(context: AppContext) {
  return async (token: string): Promise<OpenedConnectSession> => {
    const { store, random, log } = context
    const row = isSecret(token) ? await store.connectSessions.byTokenHash(hashSecret(token)) : null
    if (!row) throw noteRefused(context, unknownConnect(), {})
    const newCookie = makeSecret(random)
    const sessionHash = hashSecret(newCookie)
    const opened = await store.connectSessions.advance(row.id, 'started', { status: 'opened', sessionHash })
    if (!opened) {
      throw noteRefused(context, row.status === 'started' ? expiredConnect() : usedConnect(), { id: row.id })
    }
    const now = store.now()
    await store.sessions.insert({
      hash: sessionHash,
      workspaceId: opened.workspaceId,
      // What is made here belongs to nobody until it is claimed.
      userId: opened.id,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: opened.expiresAt,
      browser: null,
    })
    log.info('connect-opened', { id: opened.id })
    const maxAge = Math.max(1, Math.floor((opened.expiresAt - now) / 1000))
    return { view: await viewOf(context, opened), newCookie, maxAge }
  }
}

/** The connect session of a cookie while it is open. */
export function makeFindConnectSession(context: AppContext) {
  return async (cookie: string | undefined): Promise<ConnectVisit | undefined> => {
    const { store } = context
    if (!isSecret(cookie)) return undefined
    const session = await store.sessions.get(hashSecret(cookie))
    const row = session && isId('cns', session.userId) ? await store.connectSessions.get(session.userId) : null
    if (row?.status !== 'opened' || row.sessionHash !== session?.hash) return undefined
    return {
      sessionHash: session.hash,
      userId: row.id,
      actor: actorOf(row),
      view: await viewOf(context, row),
    }
  }
}

/** Nobody in particular: only this session sees what it made. */
export function actorOf({ workspaceId, id, connectors }: ConnectSessionRow): Actor {
  return { workspaceId, userId: id, ...(connectors ? { only: connectors } : {}) }
}

async function viewOf(context: AppContext, row: ConnectSessionRow): Promise<ConnectView> {
  const { id, mode, connectors, origin } = row
  return { id, mode, connectors, origin, own: mode === 'pick' ? await ownOf(context, row) : [] }
}

async function ownOf(context: AppContext, row: ConnectSessionRow): Promise<ConnectView['own']> {
  const user = await findHostUser(context, row)
  if (!user) return []
  const { workspaceId } = row
  const page = await context.store.accounts.list({ workspaceId, ownerId: user.id, limit: MOST_OWN })
  return page.items
    .filter(({ service, type }) => mayUse(actorOf(row), service, type))
    .map(({ id, service, type, label, state }) => ({ id, service, type, label, state }))
}
