import type { KeyRotation } from '#shared/contract/keys.ts'
import type { NewWebhook, SignedWebhook, Webhook, WebhookChange, WebhookList } from '#shared/contract/webhooks.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isId, makeId } from '#shared/ids.ts'
import type { WebhookRow } from '#store/webhook-types.ts'
import type { AppContext } from '../context.ts'
import { newSigningKey, openSigningKeys, sealSigningKeys } from './signing-key.ts'

const HOUR_MS = 3_600_000

/** For administrators: who is told of events. */
export interface WebhookUseCases {
  list(): Promise<WebhookList>
  create(body: NewWebhook): Promise<SignedWebhook>
  change(id: string, change: WebhookChange): Promise<Webhook>
  /** Both keys sign until the overlap is over. */
  replaceKey(id: string, rotation: KeyRotation): Promise<SignedWebhook>
  remove(id: string): Promise<void>
}

/** Each of them throws `not_found` for an id that is none of this workspace. */
export function makeWebhookUseCases(context: AppContext): WebhookUseCases {
  const { store, owner, random, events, log } = context
  const noted = (event: string, id: string) => {
    log.info(event, { id })
    events.emit('webhooks')
  }
  return {
    async list() {
      return { items: (await store.webhooks.list(owner.workspaceId)).map(row => describeWebhook(context, row)) }
    },
    async create({ url, description = '', events: types }) {
      const place = { id: makeId('whk', random(16)), workspaceId: owner.workspaceId, keysVersion: 1 }
      const key = newSigningKey(context)
      const row: WebhookRow = {
        ...place,
        url: checkUrl(url),
        description: description.trim(),
        events: [...types],
        keys: sealSigningKeys(context, { key }, place),
        ...{ oldKeyUntil: null, offAt: null, offReason: null, failingSince: null, lastOkAt: null },
        createdAt: store.now(),
      }
      await store.webhooks.insert(row)
      noted('webhook-made', row.id)
      return { key, webhook: describeWebhook(context, row) }
    },
    async change(id, change) {
      const before = await requireWebhook(context, id)
      const patch = patchOf(context, before, change)
      if (Object.keys(patch).length === 0) return describeWebhook(context, before)
      const after = await store.webhooks.change(id, patch)
      if (!after) throw noWebhook()
      noted('webhook-changed', id)
      return describeWebhook(context, after)
    },
    async replaceKey(id, { overlapHours }) {
      const before = await requireWebhook(context, id)
      const old = overlapHours === 0 ? undefined : keyBefore(context, before)
      const key = newSigningKey(context)
      const place = { ...before, keysVersion: before.keysVersion + 1 }
      const keys = sealSigningKeys(context, old === undefined ? { key } : { key, old }, place)
      const oldKeyUntil = old === undefined ? null : store.now() + overlapHours * HOUR_MS
      const after = await store.webhooks.replaceKeys(id, before.keysVersion, { keys, oldKeyUntil })
      if (!after) throw noWebhook()
      noted('webhook-key-replaced', id)
      return { key, webhook: describeWebhook(context, after) }
    },
    async remove(id) {
      await requireWebhook(context, id)
      if (!(await store.webhooks.remove(id))) throw noWebhook()
      noted('webhook-deleted', id)
    },
  }
}

/** One of this workspace. Throws `not_found`. */
export async function requireWebhook({ store, owner }: AppContext, id: string): Promise<WebhookRow> {
  const row = isId('whk', id) ? await store.webhooks.get(id) : null
  if (row?.workspaceId !== owner.workspaceId) throw noWebhook()
  return row
}

function noWebhook(): AppError {
  return new AppError('not_found', { detail: 'This webhook does not exist, or it was changed or deleted meanwhile.' })
}

/** Undefined when it is lost: then there is nothing to overlap with. */
function keyBefore(context: AppContext, row: WebhookRow): string | undefined {
  try {
    return openSigningKeys(context, row).key
  } catch (error) {
    if (error instanceof AppError && error.code === 'unreadable') return undefined
    throw error
  }
}

/** Switched on again it begins anew: what failed before says nothing any more. */
function patchOf({ store }: AppContext, row: WebhookRow, { url, description, events, on }: WebhookChange) {
  const switched =
    on === undefined || on === (row.offAt === null)
      ? {}
      : on
        ? { offAt: null, offReason: null, failingSince: null }
        : ({ offAt: store.now(), offReason: 'person' } as const)
  return {
    ...(url === undefined ? {} : { url: checkUrl(url), failingSince: null }),
    ...(description === undefined ? {} : { description: description.trim() }),
    ...(events === undefined ? {} : { events: [...events] }),
    ...switched,
  }
}

/** Whether it may be reached is judged at each try: what a name stands for changes. */
function checkUrl(text: string): string {
  const url = URL.parse(text.trim())
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (url && isWeb && url.username === '' && url.password === '' && url.hash === '') return url.href
  const detail = 'Enter a whole web address, such as https://engine.example.com/flow, without a password and without #.'
  throw new AppError('invalid_input', { detail, fields: [{ pointer: '/url', code: 'invalid_input', detail }] })
}

function describeWebhook({ store }: AppContext, row: WebhookRow): Webhook {
  const { id, url, description, events, offAt, offReason, failingSince, lastOkAt, oldKeyUntil, createdAt } = row
  return {
    ...{ id, url, description, events, on: offAt === null },
    ...(offReason === null ? {} : { off: offReason }),
    ...(failingSince === null ? {} : { failingSince: isoTime(failingSince) }),
    ...(lastOkAt === null ? {} : { lastDeliveredAt: isoTime(lastOkAt) }),
    ...(oldKeyUntil === null || oldKeyUntil <= store.now() ? {} : { oldKeyUntil: isoTime(oldKeyUntil) }),
    createdAt: isoTime(createdAt),
  }
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
