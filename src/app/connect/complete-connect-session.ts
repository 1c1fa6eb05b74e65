import type { CompletedConnect, ConnectCompletion } from '#shared/contract/connect.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isId } from '#shared/ids.ts'
import type { ConnectSessionRow } from '#store/connect-types.ts'
import type { ConnectVisit } from '../app.ts'
import type { AppContext } from '../context.ts'
import { hashSecret, makeSecret } from '../hash-secret.ts'
import { mayUse } from '../may-use.ts'
import { expiredConnect, usedConnect } from './connect-errors.ts'
import { findHostUser } from './host-user.ts'
import { actorOf } from './open-connect-session.ts'

/** How long a host's backend has to claim what was made (security.md §6.5). */
const CLAIM_WITHIN_MS = 15 * 60_000

/**
 * Ends the window's part: gives the code that the host's page hands to its backend, and the only origin that may hear
 * it. Nothing is released before the code is claimed. Throws `not_found`, `connect_used` and `connect_expired`.
 */
export function makeCompleteConnectSession(context: AppContext) {
  return async (visit: ConnectVisit, { accountId }: ConnectCompletion): Promise<CompletedConnect> => {
    const { store, random, log } = context
    const row = await store.connectSessions.get(visit.actor.userId)
    if (!row || !(await mayComplete(context, row, accountId))) {
      throw new AppError('not_found', { detail: 'There is no such entry in this window. It may have been deleted.' })
    }
    const code = makeSecret(random)
    const expiresAt = store.now() + CLAIM_WITHIN_MS
    const changes = { status: 'completed', codeHash: hashSecret(code), accountId, expiresAt } as const
    const done = await store.connectSessions.advance(row.id, 'opened', changes)
    if (!done) throw row.expiresAt <= store.now() ? expiredConnect() : usedConnect()
    await store.sessions.remove(visit.sessionHash)
    log.info('connect-completed', { id: row.id })
    return { origin: row.origin, code, ...returnUrlOf(row, code) }
  }
}

/** Made in this very session or, to pick from, one of the host's user's own. */
async function mayComplete(context: AppContext, row: ConnectSessionRow, accountId: string): Promise<boolean> {
  const known = isId('con', accountId) || isId('log', accountId)
  const account = known ? await context.store.accounts.get(accountId) : null
  if (account?.workspaceId !== row.workspaceId) return false
  if (account.ownerId === row.id) return true
  if (row.mode !== 'pick' || !mayUse(actorOf(row), account.service, account.type)) return false
  return account.ownerId === (await findHostUser(context, row))?.id
}

function returnUrlOf({ returnUrl }: ConnectSessionRow, code: string): { returnUrl?: string } {
  if (returnUrl === null) return {}
  const url = new URL(returnUrl)
  url.searchParams.set('flow_code', code)
  return { returnUrl: url.href }
}
