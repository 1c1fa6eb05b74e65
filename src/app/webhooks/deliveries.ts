import type { Delivery, DeliveryList, WebhookTrial } from '#shared/contract/webhooks.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isId, makeId } from '#shared/ids.ts'
import type { DeliveryRow } from '#store/webhook-types.ts'
import type { AppContext } from '../context.ts'
import { sendMessage } from './send-message.ts'
import { isoTime, requireWebhook } from './webhooks.ts'

const SHOWN = 100

/** For administrators: what a webhook was told, and what it still is to be told. */
export interface DeliveryUseCases {
  /** Sends a message that says nothing, now and once, also to one that is off. */
  test(id: string): Promise<WebhookTrial>
  deliveries(id: string): Promise<DeliveryList>
  /** The same message under the same id, whatever became of it. */
  sendAgain(id: string, eventId: string): Promise<void>
}

/** Each of them throws `not_found`. */
export function makeDeliveryUseCases(context: AppContext): DeliveryUseCases {
  const { store, random, events, clock } = context
  return {
    async test(id) {
      const webhook = await requireWebhook(context, id)
      const started = clock.now()
      const timestamp = isoTime(store.now())
      const body = JSON.stringify({ type: 'webhook.test', timestamp, data: { webhook: id } })
      const { ok, answer } = await sendMessage(context, webhook, { eventId: makeId('evt', random(16)), body })
      return { ok, answer, milliseconds: Math.max(0, Math.round(clock.now() - started)) }
    },
    async deliveries(id) {
      const { id: webhookId } = await requireWebhook(context, id)
      return { items: (await store.webhooks.deliveries(webhookId, SHOWN)).map(describe) }
    },
    async sendAgain(id, eventId) {
      const { id: webhookId } = await requireWebhook(context, id)
      const found = isId('evt', eventId) && (await store.webhooks.sendAgain({ webhookId, eventId }))
      if (!found) throw new AppError('not_found', { detail: 'This event is not kept any more.' })
      events.emit('webhooks')
    },
  }
}

function describe({ eventId, type, state, tries, nextAt, triedAt, answer, createdAt }: DeliveryRow): Delivery {
  return {
    ...{ id: eventId, type, state, tries, createdAt: isoTime(createdAt) },
    ...(triedAt === null ? {} : { triedAt: isoTime(triedAt) }),
    ...(state === 'waiting' ? { nextAt: isoTime(nextAt) } : {}),
    ...(answer === null ? {} : { answer }),
  }
}
