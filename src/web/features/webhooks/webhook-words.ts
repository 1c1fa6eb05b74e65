import type { Delivery, Webhook, WebhookEvent } from '#shared/contract/webhooks.ts'
import { t } from '../../lib/words-webhooks.ts'

/** What a webhook may be told of, in the words of the page. */
export const EVENTS = [
  ['login.needs_reconnect', 'eventNeedsReconnect'],
  ['login.failing', 'eventLoginFailing'],
  ['login.recovered', 'eventLoginRecovered'],
  ['connection.failing', 'eventConnectionFailing'],
  ['connection.recovered', 'eventConnectionRecovered'],
] as const satisfies readonly (readonly [WebhookEvent, string])[]

/** A type that this page does not know by its name. */
export function eventWords(type: string): string {
  const word = EVENTS.find(([event]) => event === type)?.[1]
  return word ? t(word) : type
}

/** All that a webhook is told of, in one line. */
export function eventsWords(events: readonly string[]): string {
  const all = EVENTS.every(([event]) => events.includes(event))
  return all ? t('eventsAll') : events.map(eventWords).join(' · ')
}

/** What people call it. */
export function nameOf({ description, url }: Webhook): string {
  return description || new URL(url).host
}

const FAULTS = {
  'timed-out': 'answerTimedOut',
  'unknown-host': 'answerUnknownHost',
  refused: 'answerRefused',
  certificate: 'answerCertificate',
  'refused-by-policy': 'answerForbidden',
  unreadable: 'answerUnreadable',
} as const

/** What came of a try. */
export function answerWords(answer: string): string {
  const [, status] = /^http-(\d+)$/.exec(answer) ?? []
  if (status !== undefined) return t('answeredStatus', { status })
  return t(isFault(answer) ? FAULTS[answer] : 'answerNone')
}

function isFault(answer: string): answer is keyof typeof FAULTS {
  return Object.hasOwn(FAULTS, answer)
}

export const DELIVERY_WORDS = {
  waiting: 'deliveryWaiting',
  delivered: 'deliveryDelivered',
  'given up': 'deliveryGivenUp',
} as const satisfies Record<Delivery['state'], string>

export const OFF_WORDS = {
  person: 'webhookOffPerson',
  gone: 'webhookOffGone',
  failing: 'webhookOffFailing',
  'key-lost': 'webhookOffKeyLost',
} as const satisfies Record<NonNullable<Webhook['off']>, string>
