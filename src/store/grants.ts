import { sql } from 'kysely'
import { CODECS } from './database.ts'
import { inTransaction } from './in-transaction.ts'
import type { RepositoryContext } from './repository-context.ts'
import type { AppliedTokens, GrantStanding, Grants } from './types.ts'

const { encode, encodePatch, decode } = CODECS.grants

/** Tokens of logins, with the lease and the fence of oauth.md §11.2: one statement a step. */
export function makeGrants(context: RepositoryContext): Grants {
  const { db, now, hot } = context
  const until = (seconds: number) => sql<number>`${now()} + ${Math.round(seconds * 1000)}`
  return {
    async insert(row) {
      await db.insertInto('grants').values(encode(row)).execute()
    },
    async get(id) {
      const raw = await db.selectFrom('grants').selectAll().where('id', '=', id).executeTakeFirst()
      return raw ? decode(raw) : null
    },
    async byLogin(loginId, userId) {
      const query = db.selectFrom('grants').selectAll().where('login_id', '=', loginId).where('user_id', '=', userId)
      const raw = await query.executeTakeFirst()
      return raw ? decode(raw) : null
    },
    byLoginHot: (loginId, userId) => hot.grantByLogin(loginId, userId),
    async listByProvider(providerId) {
      const rows = await db.selectFrom('grants').selectAll().where('provider_id', '=', providerId).execute()
      return rows.map(decode)
    },
    async byAccount({ providerId, userId, accountHash }) {
      const query = db.selectFrom('grants').selectAll().where('provider_id', '=', providerId)
      const own = query.where('user_id', '=', userId).where('account_hash', '=', accountHash)
      const raw = await own.orderBy('created_at').orderBy('id').limit(1).executeTakeFirst()
      return raw ? decode(raw) : null
    },
    async due(limit, after) {
      let query = db
        .selectFrom('grants')
        .selectAll()
        .where('refresh_after', '<=', now())
        .where('status', '!=', 'needs_reconnect')
        .where(eb => eb.or([eb('next_try_at', 'is', null), eb('next_try_at', '<=', now())]))
        .where(eb => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', now())]))
      if (after) {
        const { id, refreshAfter } = after
        query = query.where(sql<boolean>`(refresh_after, id) > (${refreshAfter}, ${id})`)
      }
      const rows = await query.orderBy('refresh_after').orderBy('id').limit(limit).execute()
      return rows.map(decode)
    },
    async standing(workspaceId) {
      const rows = await db
        .selectFrom('grants')
        .innerJoin('accounts', 'accounts.id', 'login_id')
        .select(({ fn }) => [
          'grants.provider_id',
          'status',
          'fail_class',
          fn.countAll<number>().as('count'),
          fn.min('refresh_after').as('refresh_after'),
          fn.min('next_try_at').as('next_try_at'),
          fn.min('state_since').filterWhere('state', '=', 'failing').as('failing_since'),
          fn.max('last_ok_at').as('last_ok_at'),
        ])
        .where('grants.workspace_id', '=', workspaceId)
        .groupBy(['grants.provider_id', 'status', 'fail_class'])
        .execute()
      return rows.map(row => ({
        providerId: row.provider_id,
        status: row.status as GrantStanding['status'],
        failClass: row.fail_class,
        count: Number(row.count),
        refreshAfter: numberOrNull(row.refresh_after),
        nextTryAt: numberOrNull(row.next_try_at),
        failingSince: numberOrNull(row.failing_since),
        lastOkAt: numberOrNull(row.last_ok_at),
      }))
    },
    async lease(id, owner, seconds) {
      const raw = await db
        .updateTable('grants')
        .set(eb => ({ lease_owner: owner, lease_until: until(seconds), lease_epoch: eb('lease_epoch', '+', 1) }))
        .where('id', '=', id)
        .where(eb => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', now())]))
        .returningAll()
        .executeTakeFirst()
      if (!raw) return null
      const grant = decode(raw)
      return { epoch: grant.leaseEpoch, credVersion: grant.credVersion, cred: grant.cred, grant }
    },
    async extend(id, epoch, seconds) {
      const result = await db
        .updateTable('grants')
        .set({ lease_until: until(seconds) })
        .where('id', '=', id)
        .where('lease_epoch', '=', epoch)
        .where('lease_until', 'is not', null)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    apply: tokens => apply(context, tokens),
    async release(id, epoch) {
      const result = await db
        .updateTable('grants')
        .set({ lease_owner: null, lease_until: null })
        .where('id', '=', id)
        .where('lease_epoch', '=', epoch)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async replace(tokens) {
      const result = await db
        .updateTable('grants')
        .set(eb => ({ ...columnsOf(context, tokens), lease_epoch: eb('lease_epoch', '+', 1) }))
        .where('id', '=', tokens.id)
        .where('cred_version', '=', tokens.credVersion)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async setStatus(id, patch, credVersion) {
      let query = db
        .updateTable('grants')
        .set({ ...encodePatch(patch), updated_at: now() })
        .where('id', '=', id)
      if (credVersion !== undefined) query = query.where('cred_version', '=', credVersion)
      return (await query.executeTakeFirst()).numUpdatedRows > 0n
    },
    async remove(id) {
      return (await db.deleteFrom('grants').where('id', '=', id).executeTakeFirst()).numDeletedRows > 0n
    },
    async giveTo(loginId, userId) {
      await db.updateTable('grants').set({ user_id: userId }).where('login_id', '=', loginId).execute()
    },
  }
}

/** The journal row is marked in the same transaction, and only when the tokens were written. */
function apply(context: RepositoryContext, tokens: AppliedTokens): Promise<boolean> {
  return inTransaction(context.db, async db => {
    const result = await db
      .updateTable('grants')
      .set(columnsOf(context, tokens))
      .where('id', '=', tokens.id)
      .where('lease_epoch', '=', tokens.epoch)
      .where('cred_version', '=', tokens.credVersion)
      .executeTakeFirst()
    if (result.numUpdatedRows === 0n) return false
    if (tokens.journalId !== undefined) {
      await db
        .updateTable('token_journal')
        .set({ applied_at: context.now() })
        .where('id', '=', tokens.journalId)
        .execute()
    }
    return true
  })
}

/** New tokens end the lease and every earlier failure. */
function columnsOf({ now }: RepositoryContext, tokens: Omit<AppliedTokens, 'epoch' | 'journalId'>) {
  const { cred, credVersion, accessExpiresAt, refreshAfter, scopes, account, accountHash, configVersion } = tokens
  return {
    ...encodePatch({ cred, accessExpiresAt, refreshAfter }),
    ...encodePatch({
      ...(scopes === undefined ? {} : { scopes }),
      ...(account === undefined ? {} : { account }),
      ...(accountHash === undefined ? {} : { accountHash }),
      ...(configVersion === undefined ? {} : { configVersion }),
    }),
    cred_version: credVersion + 1,
    status: 'ok' as const,
    reason: null,
    fail_class: null,
    fail_count: 0,
    next_try_at: null,
    last_ok_at: now(),
    lease_owner: null,
    lease_until: null,
    updated_at: now(),
  }
}

/** Some databases give the least of big numbers as text. */
function numberOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value)
}
