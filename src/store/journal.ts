import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '#shared/errors/app-error.ts'
import { breaksReference } from './constraint.ts'
import { CODECS } from './database.ts'
import { isPassing } from './passing-trouble.ts'
import type { RepositoryContext } from './repository-context.ts'
import type { Journal } from './types.ts'

/** Each try has a patience of its own (see `whenFree`). */
const PATIENCE_MS = 5 * 60_000
const PAUSE_MS = 20

/** Raw token answers, stored before they are read, so that none is ever lost (oauth.md §11.2-5). */
export function makeJournal({ db, now }: RepositoryContext): Journal {
  return {
    async insert({ id, workspaceId, grantId, leaseEpoch, baseVersion, answer }) {
      const query = () =>
        db
          .insertInto('token_journal')
          .values({
            id,
            workspace_id: workspaceId,
            grant_id: grantId,
            lease_epoch: leaseEpoch,
            base_version: baseVersion,
            received_at: now(),
            answer,
            applied_at: null,
          })
          // A try before may have been written although its answer was lost.
          .onConflict(conflict => conflict.column('id').doNothing())
          .execute()
      await outwait(query).catch(cause => {
        if (!breaksReference(cause)) throw cause
        throw new AppError('not_found', { detail: 'This login was deleted meanwhile.', cause })
      })
    },
    async unapplied(grantId) {
      let query = db.selectFrom('token_journal').selectAll().where('applied_at', 'is', null)
      if (grantId !== undefined) query = query.where('grant_id', '=', grantId)
      const rows = await query.orderBy('lease_epoch', 'desc').orderBy('received_at', 'desc').execute()
      return rows.map(CODECS.journal.decode)
    },
    async markApplied(id) {
      await db.updateTable('token_journal').set({ applied_at: now() }).where('id', '=', id).execute()
    },
    async purge(appliedBefore) {
      const result = await db.deleteFrom('token_journal').where('applied_at', '<', appliedBefore).executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}

/** The answer exists nowhere else, and may hold the only tokens that work: whoever stops all writing is outwaited. */
async function outwait(write: () => Promise<unknown>): Promise<void> {
  const waitSince = Date.now()
  for (;;) {
    try {
      await write()
      return
    } catch (error) {
      if (!isPassing(error) || Date.now() - waitSince > PATIENCE_MS) throw error
      await sleep(PAUSE_MS)
    }
  }
}
