import type { DeliveryRow, WebhookRow } from '#store/webhook-types.ts'
import type { AppContext } from '../context.ts'
import { type MessageAnswer, sendMessage } from './send-message.ts'

const SECOND = 1_000
const HOUR = 3_600_000
/** Between the tries of one event; then it is given up. */
const PAUSES_MS = [5 * SECOND, 300 * SECOND, HOUR / 2, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR]
/** An address at which nothing came through for so long is switched off. */
const FAILS_FOR_MS = 5 * 24 * HOUR
/** Longer than one try may take. */
const TRY_MS = 60 * SECOND
const AT_ONCE = 8

/**
 * Sends what is due to every address that is on. Each gets some at once, and more as long as one of them comes through: an
 * address in trouble costs a few requests a pass. One that is still being told is left out of a pass, so that it holds up no
 * other. Whoever takes an event holds it for a minute, so that two nodes do not send it both; one that dies over it leaves
 * it to the next.
 */
export function makeDeliverMessages(context: AppContext) {
  const { store, owner } = context
  const beingTold = new Set<string>()
  return async (signal?: AbortSignal): Promise<void> => {
    const all = await store.webhooks.list(owner.workspaceId)
    const free = all.filter(({ id, offAt }) => offAt === null && !beingTold.has(id))
    const tell = async ({ id }: WebhookRow) => {
      beingTold.add(id)
      try {
        await deliverTo(context, id, signal)
      } finally {
        beingTold.delete(id)
      }
    }
    await Promise.all(free.map(tell))
  }
}

async function deliverTo(context: AppContext, id: string, signal: AbortSignal | undefined): Promise<void> {
  const { store, events } = context
  for (;;) {
    const taken = await store.webhooks.take(id, { limit: AT_ONCE, forMs: TRY_MS })
    // As it stands now: somebody may have changed it since the last ones.
    const webhook = taken.length > 0 ? await store.webhooks.get(id) : null
    if (!webhook || webhook.offAt !== null) return
    const passed = await Promise.all(taken.map(row => deliver(context, webhook, { row, signal })))
    events.emit('webhooks')
    if (taken.length < AT_ONCE || !passed.includes(true)) return
  }
}

interface Try {
  row: DeliveryRow
  signal: AbortSignal | undefined
}

/** True when it came through. */
async function deliver(context: AppContext, webhook: WebhookRow, { row, signal }: Try): Promise<boolean> {
  const { store, log } = context
  const answer = await sendMessage(context, webhook, row, signal)
  // Nobody knows whether it arrived: whoever takes it next sends it again.
  if (signal?.aborted) return false
  await store.webhooks.finish(row, nextOf(context, row, answer))
  log.debug('webhook-sent', { id: webhook.id, type: row.type, outcome: answer.answer, count: row.tries + 1 })
  await judge(context, webhook, answer)
  return answer.ok
}

function nextOf({ random }: AppContext, { tries }: DeliveryRow, { ok, answer, retryAfter }: MessageAnswer) {
  if (ok) return { state: 'delivered', answer } as const
  const pause = PAUSES_MS[tries]
  if (pause === undefined) return { state: 'given up', answer } as const
  const [part = 0] = random(1)
  // A fifth more or less, so that all that failed together does not come back together.
  const inMs = Math.max(Math.round(pause * (0.8 + (0.4 * part) / 255)), retryAfter * SECOND)
  return { state: 'waiting', answer, inMs } as const
}

/** Switches an address off that is gone, or at which nothing came through for days. */
async function judge({ store, log }: AppContext, { id }: WebhookRow, { ok, gone }: MessageAnswer): Promise<void> {
  const now = store.now()
  const noted = await store.webhooks.noteAnswer(id, ok)
  if (!noted || noted.offAt !== null) return
  const failing = noted.failingSince !== null && now - noted.failingSince >= FAILS_FOR_MS
  if (!gone && !failing) return
  const offReason = gone ? 'gone' : 'failing'
  await store.webhooks.change(id, { offAt: now, offReason })
  log.warn('webhook-off', { id, outcome: offReason })
}
