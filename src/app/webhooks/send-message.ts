import { retryAfter } from '#oauth/retry-after.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { DeliveryRow, WebhookRow } from '#store/webhook-types.ts'
import type { AppContext } from '../context.ts'
import { currentKeys, signMessage } from './signing-key.ts'

const WITHIN_MS = 10_000
const GONE = 410

/** What came of one try. */
export interface MessageAnswer {
  ok: boolean
  /** The address wants no more of them. */
  gone: boolean
  /** One word; nothing of what was answered is kept. */
  answer: string
  /** Seconds for which it wants to be left alone. */
  retryAfter: number
}

/** Signs a message and sends it once. Any answer but 2xx is a failure, and redirects are not followed. */
export async function sendMessage(
  context: AppContext,
  webhook: WebhookRow,
  { eventId, body }: Pick<DeliveryRow, 'eventId' | 'body'>,
  signal?: AbortSignal,
): Promise<MessageAnswer> {
  const limit = AbortSignal.timeout(WITHIN_MS)
  const failed = (answer: string) => ({ ok: false, gone: false, answer, retryAfter: 0 })
  try {
    const sentAt = Math.floor(context.store.now() / 1000)
    const answer = await context.fetch({
      method: 'POST',
      url: webhook.url,
      headers: signMessage({ id: eventId, sentAt, body }, currentKeys(context, webhook)),
      body,
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
    })
    const { status } = answer
    const ok = status >= 200 && status < 300
    return { ok, gone: status === GONE, answer: `http-${status}`, retryAfter: retryAfter(answer) ?? 0 }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (limit.aborted) return failed('timed-out')
    return failed(String(error.meta?.['cause'] ?? error.code))
  }
}
