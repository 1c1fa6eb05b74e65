import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto'
import { AppError } from '#shared/errors/app-error.ts'
import type { Json } from '#shared/json.ts'
import type { Keyring } from './keyring.ts'

/** Where a value stands. It opens only there: in this row and column, at this version. */
export interface SealContext {
  workspace: string
  table: string
  row: string
  column: string
  version: number
  /** For client secrets: the approved hosts. Edited hosts make the secret unreadable. */
  hosts?: string
}

const FORMAT = 1
const KID_END = 17
const IV_END = 29
const TAG_BYTES = 16
const HEAD = IV_END + TAG_BYTES
const LENGTH_BYTES = 4

/** `0x01 | kid (16) | iv (12) | tag (16) | ciphertext`, AES-256-GCM under the workspace's active key (security.md §2.2). */
export function sealJson(keyring: Keyring, value: Json, context: SealContext): Uint8Array {
  return seal(keyring, Buffer.from(JSON.stringify(value)), context)
}

/** The value sealed for this very place. Throws `unreadable` for anything else. */
export function openJson(keyring: Keyring, bytes: Uint8Array, context: SealContext): Json {
  const plain = open(keyring, bytes, context)
  const value = JSON.parse(plain.toString()) as Json
  plain.fill(0)
  return value
}

/** The same value in the same place, under the key that is active now. Throws `unreadable`. */
export function resealBytes(keyring: Keyring, bytes: Uint8Array, context: SealContext): Uint8Array {
  return seal(keyring, open(keyring, bytes, context), context)
}

/** Wipes `plain` when it is done. */
function seal(keyring: Keyring, plain: Buffer, context: SealContext): Uint8Array {
  const { kid, key } = keyring.active(context.workspace)
  const iv = randomBytes(IV_END - KID_END)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(placeData(context, kid))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  plain.fill(0)
  return Buffer.concat([Buffer.of(FORMAT), kid, iv, cipher.getAuthTag(), body])
}

function open(keyring: Keyring, bytes: Uint8Array, context: SealContext): Buffer {
  if (bytes.length <= HEAD || bytes[0] !== FORMAT) throw unreadable(context)
  const kid = bytes.subarray(1, KID_END)
  const key = keyring.find(context.workspace, kid)
  if (!key) throw unreadable(context)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(KID_END, IV_END), { authTagLength: TAG_BYTES })
  decipher.setAAD(placeData(context, kid))
  decipher.setAuthTag(bytes.subarray(IV_END, HEAD))
  // GCM gives all bytes at once; `final` adds none and says whether they may be believed.
  const plain = decipher.update(bytes.subarray(HEAD))
  try {
    decipher.final()
  } catch (cause) {
    plain.fill(0)
    throw unreadable(context, cause)
  }
  return plain
}

/** Every field with its length before it, so that no two places give the same bytes. */
function placeData(context: SealContext, kid: Uint8Array): Uint8Array {
  const { workspace, table, row, column, version, hosts } = context
  const fields: (string | Uint8Array)[] = ['v1', workspace, table, row, column, kid, String(version)]
  if (hosts !== undefined) fields.push(hash('sha256', hosts, 'buffer'))
  let size = 0
  for (const field of fields) size += LENGTH_BYTES + byteLength(field)
  const data = Buffer.allocUnsafe(size)
  let at = 0
  for (const field of fields) {
    const length = byteLength(field)
    at = data.writeUInt32BE(length, at)
    if (typeof field === 'string') data.write(field, at)
    else data.set(field, at)
    at += length
  }
  return data
}

function byteLength(field: string | Uint8Array): number {
  return typeof field === 'string' ? Buffer.byteLength(field) : field.length
}

function unreadable(context: SealContext, cause?: unknown): AppError {
  return new AppError('unreadable', {
    detail:
      'This stored value cannot be read. It was changed outside of this program, or its key is gone. Enter it again.',
    meta: { table: context.table, row: context.row, column: context.column },
    cause,
  })
}
