import { sql } from 'kysely'
import { CODECS } from './database.ts'
import { inTransaction } from './in-transaction.ts'
import type { RepositoryContext } from './repository-context.ts'
import type { WebhookRow, Webhooks } from './webhook-types.ts'

const { encode, encodePatch, decode } = CODECS.webhooks
const deliveryCodec = CODECS.deliveries

/** Who is told of events, and the events themselves until everybody was told. */
export function makeWebhooks(context: RepositoryContext): Webhooks {
  const { db, now } = context
  const change = async (id: string, columns: object): Promise<WebhookRow | null> => {
    const raw = await db.updateTable('webhooks').set(columns).where('id', '=', id).returningAll().executeTakeFirst()
    return raw ? decode(raw) : null
  }
  return {
    ...makeDeliveries(context),
    async insert(row) {
      await db.insertInto('webhooks').values(encode(row)).execute()
    },
    async get(id) {
      const raw = await db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst()
      return raw ? decode(raw) : null
    },
    async list(workspaceId) {
      const query = db.selectFrom('webhooks').selectAll().where('workspace_id', '=', workspaceId)
      return (await query.orderBy('created_at').orderBy('id').execute()).map(decode)
    },
    change: (id, patch) => change(id, encodePatch(patch)),
    async replaceKeys(id, expectVersion, keys) {
      const raw = await db
        .updateTable('webhooks')
        .set({ ...encodePatch(keys), keys_version: expectVersion + 1 })
        .where('id', '=', id)
        .where('keys_version', '=', expectVersion)
        .returningAll()
        .executeTakeFirst()
      return raw ? decode(raw) : null
    },
    remove: id =>
      inTransaction(db, async tx => {
        await tx.deleteFrom('webhook_deliveries').where('webhook_id', '=', id).execute()
        return (await tx.deleteFrom('webhooks').where('id', '=', id).executeTakeFirst()).numDeletedRows > 0n
      }),
    noteAnswer: (id, ok) =>
      change(
        id,
        ok
          ? { failing_since: null, last_ok_at: now() }
          : { failing_since: sql<number>`coalesce(failing_since, ${now()})` },
      ),
  }
}

type Deliveries = Pick<Webhooks, 'tell' | 'take' | 'finish' | 'deliveries' | 'sendAgain' | 'purge'>

function makeDeliveries({ db, now }: RepositoryContext): Deliveries {
  return {
    async tell({ id, workspaceId, type, body }) {
      const on = db.selectFrom('webhooks').select(['id', 'events']).where('workspace_id', '=', workspaceId)
      const found = await on.where('off_at', 'is', null).execute()
      const told = found.filter(({ events }) => (JSON.parse(events) as string[]).includes(type))
      if (told.length === 0) return
      const event = { event_id: id, workspace_id: workspaceId, type, body, created_at: now(), next_at: now() }
      const fresh = { state: 'waiting' as const, tries: 0, tried_at: null, answer: null }
      await db
        .insertInto('webhook_deliveries')
        .values(told.map(webhook => ({ ...event, ...fresh, webhook_id: webhook.id })))
        .execute()
    },
    async take(webhookId, { limit, forMs }) {
      const waiting = db.selectFrom('webhook_deliveries').select('event_id').where('webhook_id', '=', webhookId)
      const due = waiting.where('state', '=', 'waiting').where('next_at', '<=', now())
      const raw = await db
        .updateTable('webhook_deliveries')
        .set({ next_at: sql<number>`${now()} + ${forMs}` })
        .where('webhook_id', '=', webhookId)
        .where('event_id', 'in', due.orderBy('next_at').orderBy('event_id').limit(limit))
        // Looked at again where another process was faster.
        .where('state', '=', 'waiting')
        .where('next_at', '<=', now())
        .returningAll()
        .execute()
      return raw.map(deliveryCodec.decode)
    },
    async finish({ webhookId, eventId, tries }, { state, answer, inMs = 0 }) {
      const result = await db
        .updateTable('webhook_deliveries')
        .set({ state, answer, tries: tries + 1, tried_at: now(), next_at: sql<number>`${now()} + ${inMs}` })
        .where('webhook_id', '=', webhookId)
        .where('event_id', '=', eventId)
        .where('tries', '=', tries)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async deliveries(webhookId, limit) {
      const query = db.selectFrom('webhook_deliveries').selectAll().where('webhook_id', '=', webhookId)
      const rows = await query.orderBy('created_at', 'desc').orderBy('event_id').limit(limit).execute()
      return rows.map(deliveryCodec.decode)
    },
    async sendAgain({ webhookId, eventId }) {
      const result = await db
        .updateTable('webhook_deliveries')
        .set({ state: 'waiting', next_at: now() })
        .where('webhook_id', '=', webhookId)
        .where('event_id', '=', eventId)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async purge(createdBefore) {
      const result = await db
        .deleteFrom('webhook_deliveries')
        .where('created_at', '<', createdBefore)
        .executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}
