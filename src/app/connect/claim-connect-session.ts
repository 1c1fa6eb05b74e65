import type { ClaimedConnect, ConnectClaim } from '#shared/contract/connect.ts'
import type { ConnectSessionRow } from '#store/connect-types.ts'
import type { AccountRow, Repositories } from '#store/types.ts'
import type { KeyGrant } from '../app.ts'
import type { AppContext } from '../context.ts'
import { giveAccount } from '../give-account.ts'
import { hashSecret, isSecret } from '../hash-secret.ts'
import { requireScope } from '../require-scope.ts'
import { expiredConnect, noteRefused, otherConnectUser, unknownConnect, usedConnect } from './connect-errors.ts'
import { dropUnclaimed } from './drop-unclaimed.ts'
import { ensureHostUser } from './host-user.ts'

/**
 * Gives what a window made to the user of the host's own session: only the one the session was begun for (oauth.md
 * COSF-3). A code that comes in with another user ends the session, and what was made is erased: either the link led
 * a victim to an attacker's session, or the reverse. Throws `forbidden`, `connect_unknown`, `connect_used`,
 * `connect_expired` and `other_user`.
 */
export function makeClaimConnectSession(context: AppContext) {
  return async (grant: KeyGrant, { code, endUser }: ConnectClaim): Promise<ClaimedConnect> => {
    requireScope(grant, 'sessions:create')
    const { store, log, events } = context
    const row = await requireCompleted(context, grant, code)
    if (row.endUser !== endUser) {
      if (await store.connectSessions.advance(row.id, 'completed', { status: 'refused' })) {
        await dropUnclaimed(context, row)
      }
      log.info('connect-refused', { id: row.id, outcome: 'other_user', keyId: grant.keyId })
      throw otherConnectUser()
    }
    const user = await ensureHostUser(context, row)
    const account = await store.transaction(async tx => {
      if (!(await tx.connectSessions.advance(row.id, 'completed', { status: 'claimed' }))) throw usedConnect()
      return give(tx, row, user.id)
    })
    log.info('connect-claimed', { id: row.id, keyId: grant.keyId })
    events.emit('accounts')
    const { id, kind, service, type, label } = account
    return { sessionId: row.id, account: { id, kind, service, type, label } }
  }
}

async function requireCompleted(context: AppContext, grant: KeyGrant, code: string): Promise<ConnectSessionRow> {
  const { store } = context
  const { keyId } = grant
  const row = isSecret(code) ? await store.connectSessions.byCodeHash(hashSecret(code)) : null
  // Of another key, or of another workspace: not told apart from one that is not there.
  if (row?.workspaceId !== grant.workspaceId || row.keyLine !== grant.line) {
    throw noteRefused(context, unknownConnect(), { keyId, id: row?.id })
  }
  if (row.status === 'claimed' || row.status === 'refused') {
    throw noteRefused(context, usedConnect(), { keyId, id: row.id })
  }
  if (row.status !== 'completed' || row.expiresAt <= store.now()) {
    throw noteRefused(context, expiredConnect(), { keyId, id: row.id })
  }
  return row
}

/** An entry picked from the user's own is the user's already. */
async function give(tx: Repositories, row: ConnectSessionRow, userId: string): Promise<AccountRow> {
  const account = row.accountId === null ? null : await tx.accounts.get(row.accountId)
  if (account?.ownerId === userId) return account
  if (account?.ownerId !== row.id) throw expiredConnect()
  const given = await giveAccount(tx, account, { userId, taken: await tx.accounts.labels(userId) })
  if (!given) throw expiredConnect()
  return given
}
