import type { DeviceCode } from '#oauth/device.ts'
import type { RawAnswer } from '#oauth/oauth-request.ts'
import { decodeAnswer, encodeAnswer } from '#oauth/raw-answer.ts'
import type { AccountIdentity, TokenSet } from '#oauth/token-set.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import type { AttemptRow } from '#store/types.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { AppContext } from '../context.ts'

/** What an attempt keeps from the browser. */
export interface AttemptSecrets {
  inputs: JsonObject
  /** OAuth 2: set once the browser was sent on. */
  verifier?: string
  /** OpenID Connect: what the id_token has to repeat. */
  nonce?: string
  /** What the tokens are to be bound to. */
  dpopKey?: string
  /** OAuth 1: the token the browser was sent on with. */
  temporary?: { token: string; secret: string }
  /** Grant `device_code`: set once the code was given. `nextAt`: when it may be asked for again, ms since the epoch. */
  device?: DeviceCode & { nextAt: number }
}

/** What an attempt holds between the callback and ADD: the answers as they came, then what was read of it. */
export type AttemptGrant =
  | { raw: RawAnswer; captured: Record<string, string>; answers: readonly (RawAnswer | null)[] }
  | { tokens: TokenSet; account: AccountIdentity }

type Place = Pick<AttemptRow, 'id' | 'workspaceId'>

export function sealAttemptSecrets(context: AppContext, place: Place, secrets: AttemptSecrets): Uint8Array {
  return sealJson(context.keyring, { ...secrets } as unknown as Json, placeOf(place, 'secrets'))
}

/** Throws `unreadable`. */
export function openAttemptSecrets(context: AppContext, row: Place & Pick<AttemptRow, 'secrets'>): AttemptSecrets {
  const value = row.secrets ? openJson(context.keyring, row.secrets, placeOf(row, 'secrets')) : null
  if (!isObject(value)) throw unreadable()
  const [inputs, verifier, temporary] = [own(value, 'inputs'), own(value, 'verifier'), own(value, 'temporary')]
  const [nonce, device, dpopKey] = [own(value, 'nonce'), own(value, 'device'), own(value, 'dpopKey')]
  if (!isObject(inputs)) throw unreadable()
  return {
    inputs,
    ...(typeof verifier === 'string' ? { verifier } : {}),
    ...(typeof nonce === 'string' ? { nonce } : {}),
    ...(typeof dpopKey === 'string' ? { dpopKey } : {}),
    ...(isObject(device) ? { device: device as unknown as NonNullable<AttemptSecrets['device']> } : {}),
    ...(isObject(temporary)
      ? { temporary: { token: text(temporary, 'token'), secret: text(temporary, 'secret') } }
      : {}),
  }
}

function text(object: JsonObject, key: string): string {
  return String(own(object, key) ?? '')
}

export function sealAttemptGrant(context: AppContext, place: Place, grant: AttemptGrant): Uint8Array {
  const value: Json =
    'raw' in grant
      ? {
          raw: encodeAnswer(grant.raw),
          captured: grant.captured,
          answers: grant.answers.map(answer => (answer === null ? null : encodeAnswer(answer))),
        }
      : { tokens: { ...grant.tokens } as unknown as Json, account: { ...grant.account } }
  return sealJson(context.keyring, value, placeOf(place, 'grant'))
}

/** Null when the attempt holds nothing. Throws `unreadable`. */
export function openAttemptGrant(context: AppContext, row: Place & Pick<AttemptRow, 'grant'>): AttemptGrant | null {
  if (!row.grant) return null
  const value = openJson(context.keyring, row.grant, placeOf(row, 'grant'))
  if (!isObject(value)) throw unreadable()
  if (own(value, 'raw') !== undefined) {
    const answers = own(value, 'answers')
    return {
      raw: decodeAnswer(value['raw'] ?? null),
      captured: (value['captured'] ?? {}) as Record<string, string>,
      // Attempts from before the steps came hold none.
      answers: Array.isArray(answers) ? answers.map(answer => (answer === null ? null : decodeAnswer(answer))) : [],
    }
  }
  return value as unknown as AttemptGrant
}

function placeOf({ id, workspaceId }: Place, column: 'secrets' | 'grant') {
  return { workspace: workspaceId, table: 'oauth_attempts', row: id, column, version: 1 }
}

function unreadable(): AppError {
  return new AppError('unreadable', { detail: 'What was kept of this sign-in cannot be read. Start it again.' })
}
