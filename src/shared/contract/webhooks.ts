import Type from 'typebox'
import { Time } from './parts.ts'

/** What a webhook may be told of. */
const WebhookEvent = Type.Union([
  Type.Literal('login.failing'),
  Type.Literal('login.needs_reconnect'),
  Type.Literal('login.recovered'),
  Type.Literal('connection.failing'),
  Type.Literal('connection.recovered'),
])
export type WebhookEvent = Type.Static<typeof WebhookEvent>

const Events = Type.Array(WebhookEvent, { minItems: 1, uniqueItems: true })
const Url = Type.String({ minLength: 1, maxLength: 2000, description: 'An http or https address' })
const Description = Type.String({ maxLength: 200 })

export const Webhook = Type.Object({
  id: Type.String(),
  url: Type.String(),
  description: Type.String(),
  events: Type.Array(Type.String()),
  on: Type.Boolean(),
  /** Why it is off: a person said so, the address answered 410, nothing came through for days, or its key was lost. */
  off: Type.Optional(
    Type.Union([Type.Literal('person'), Type.Literal('gone'), Type.Literal('failing'), Type.Literal('key-lost')]),
  ),
  /** Absent: the last try came through, or there was none. */
  failingSince: Type.Optional(Time),
  lastDeliveredAt: Type.Optional(Time),
  /** Until then the key before signs as well. */
  oldKeyUntil: Type.Optional(Time),
  createdAt: Time,
})
export type Webhook = Type.Static<typeof Webhook>

/** `GET …/webhooks` */
export const WebhookList = Type.Object({ items: Type.Array(Webhook) })
export type WebhookList = Type.Static<typeof WebhookList>

/** `POST …/webhooks` */
export const NewWebhook = Type.Object({ url: Url, description: Type.Optional(Description), events: Events })
export type NewWebhook = Type.Static<typeof NewWebhook>

/** `PATCH …/webhooks/:id`. What is absent stays. */
export const WebhookChange = Type.Object({
  url: Type.Optional(Url),
  description: Type.Optional(Description),
  events: Type.Optional(Events),
  on: Type.Optional(Type.Boolean()),
})
export type WebhookChange = Type.Static<typeof WebhookChange>

/** The only answers that ever hold the signing key: `whsec_…`. */
export const SignedWebhook = Type.Object({ key: Type.String(), webhook: Webhook })
export type SignedWebhook = Type.Static<typeof SignedWebhook>

/** `POST …/webhooks/:id/test`. `answer`: `http-204`, `timed-out`. */
export const WebhookTrial = Type.Object({
  ok: Type.Boolean(),
  answer: Type.String(),
  milliseconds: Type.Integer(),
})
export type WebhookTrial = Type.Static<typeof WebhookTrial>

export const Delivery = Type.Object({
  /** The `webhook-id` it is sent with, each time. */
  id: Type.String(),
  type: Type.String(),
  state: Type.Union([Type.Literal('waiting'), Type.Literal('delivered'), Type.Literal('given up')]),
  tries: Type.Integer(),
  createdAt: Time,
  triedAt: Type.Optional(Time),
  /** Only of one that waits. */
  nextAt: Type.Optional(Time),
  answer: Type.Optional(Type.String()),
})
export type Delivery = Type.Static<typeof Delivery>

/** `GET …/webhooks/:id/deliveries`: the newest hundred. */
export const DeliveryList = Type.Object({ items: Type.Array(Delivery) })
export type DeliveryList = Type.Static<typeof DeliveryList>

export const DeliveryParams = Type.Object({ id: Type.String(), event: Type.String() })
