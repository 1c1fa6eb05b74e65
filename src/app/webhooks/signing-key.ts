import { createHmac } from 'node:crypto'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject } from '#shared/json.ts'
import type { WebhookRow } from '#store/webhook-types.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { AppContext } from '../context.ts'

const PREFIX = 'whsec_'
const KEY_BYTES = 32

type KeyPlace = Pick<WebhookRow, 'id' | 'workspaceId' | 'keysVersion'>

/** What the sealed column of a webhook holds. */
interface SigningKeys {
  key: string
  /** The one before it. */
  old?: string
}

/** `whsec_` and the base64 of 32 random bytes, as Standard Webhooks write a key. */
export function newSigningKey({ random }: Pick<AppContext, 'random'>): string {
  return `${PREFIX}${Buffer.from(random(KEY_BYTES)).toString('base64')}`
}

export function sealSigningKeys(
  { keyring }: Pick<AppContext, 'keyring'>,
  keys: SigningKeys,
  row: KeyPlace,
): Uint8Array {
  return sealJson(keyring, { ...keys }, placeOf(row))
}

/** Throws `unreadable`. */
export function openSigningKeys({ keyring }: Pick<AppContext, 'keyring'>, row: WebhookRow): SigningKeys {
  const value = openJson(keyring, row.keys, placeOf(row))
  if (isObject(value) && typeof value['key'] === 'string') return value as unknown as SigningKeys
  throw new AppError('unreadable', { detail: 'The signing key of this webhook cannot be read. Replace it.' })
}

/** What a message is signed with now: two keys while a replaced one still counts. */
export function currentKeys(context: Pick<AppContext, 'keyring' | 'store'>, row: WebhookRow): string[] {
  const { key, old } = openSigningKeys(context, row)
  const counts = old !== undefined && row.oldKeyUntil !== null && row.oldKeyUntil > context.store.now()
  return counts ? [key, old] : [key]
}

interface Message {
  id: string
  /** Seconds since 1970: of this try. */
  sentAt: number
  body: string
}

/** The headers of a message (Standard Webhooks): each signature is `v1,` and an HMAC-SHA-256 of id, time and body. */
export function signMessage({ id, sentAt, body }: Message, keys: readonly string[]): Record<string, string> {
  const signatures = keys.map(key => {
    const secret = Buffer.from(key.slice(PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', secret).update(`${id}.${sentAt}.${body}`).digest('base64')}`
  })
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(sentAt),
    'webhook-signature': signatures.join(' '),
  }
}

function placeOf({ id, workspaceId, keysVersion }: KeyPlace) {
  return { workspace: workspaceId, table: 'webhooks', row: id, column: 'keys', version: keysVersion }
}
