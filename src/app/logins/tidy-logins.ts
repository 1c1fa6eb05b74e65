import { AppError } from '#shared/errors/app-error.ts'
import { makeId } from '#shared/ids.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { applyJournal } from './apply-journal.ts'
import { openAttemptGrant, openAttemptSecrets } from './attempt-secrets.ts'
import { endUnused } from './grant-attempt.ts'
import { requireProvider } from './open-provider.ts'
import { LEASE_SECONDS } from './renew-input.ts'

const NAME_WITHIN_MS = 15 * 60_000
/** An answer nobody could read for so long holds no token that still works. */
const KEEP_UNREAD_MS = 7 * 86_400_000

/** At start and from time to time: takes up answers that were never applied, and ends tokens nobody gave a name. */
export function makeTidyLogins(context: AppContext) {
  return async (): Promise<void> => {
    await resumeJournal(context)
    const { store } = context
    const now = store.now()
    for (const row of await store.attempts.stale(now - NAME_WITHIN_MS)) {
      if (row.expiresAt <= now) await dropUnnamed(context, row)
    }
  }
}

/** oauth.md §11.2-10. A row whose lease is still held is left to its holder. */
export async function resumeJournal(context: AppContext): Promise<void> {
  const { store, random } = context
  const rows = await store.journal.unapplied()
  const tooOld = store.now() - KEEP_UNREAD_MS
  for (const row of rows) if (row.receivedAt < tooOld) await store.journal.markApplied(row.id)
  const grantIds = new Set(rows.filter(row => row.receivedAt >= tooOld).map(row => row.grantId))
  for (const grantId of grantIds) {
    const lease = await store.grants.lease(grantId, makeId('grt', random(16)), LEASE_SECONDS)
    if (!lease) continue
    try {
      const login = await store.accounts.get(lease.grant.loginId)
      const provider = await requireProvider(context, lease.grant.providerId)
      if (login) await applyJournal(context, { login, grantId, provider, want: { minTtl: 0 } }, lease)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      context.log.warn('journal-not-applied', { id: lease.grant.loginId, code: error.code })
    } finally {
      await store.grants.release(grantId, lease.epoch)
    }
  }
}

async function dropUnnamed(context: AppContext, row: AttemptRow): Promise<void> {
  const dropped = await context.store.attempts.finish(row.id, ['granted', 'choose_account'], {
    status: 'expired',
    secrets: null,
    grant: null,
  })
  if (!dropped) return
  try {
    const kept = openAttemptGrant(context, row)
    if (!kept || !('tokens' in kept)) return
    const { inputs } = openAttemptSecrets(context, row)
    const provider = await requireProvider(context, row.providerId)
    await endUnused(context, row, { provider, tokens: kept.tokens, inputs })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    context.log.warn('revoke-failed', { id: row.id, code: error.code })
  }
}
