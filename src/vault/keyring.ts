import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { AppError } from '#shared/errors/app-error.ts'

/** A data key as the database keeps it. */
export interface WrappedKey {
  /** 16 bytes. */
  kid: Uint8Array
  workspaceId: string
  wrapped: Uint8Array
  state: 'active' | 'retiring' | 'retired'
}

interface NamedKey {
  kid: Uint8Array
  key: KeyObject
}

/** The unwrapped data keys of an instance; one active key a workspace. */
export interface Keyring {
  /** The key new values are sealed with. Throws `unreadable` for a workspace without one. */
  active(workspace: string): NamedKey
  find(workspace: string, kid: Uint8Array): KeyObject | undefined
}

const KEY_BYTES = 32
const KID_BYTES = 16
const IV_BYTES = 12
const TAG_BYTES = 16
const FORMAT = 1

/** A fresh random data key under a fresh key id, wrapped by the key of the key file (security.md §2.1). */
export function newDataKey(
  kek: Uint8Array,
  randomBytes: (size: number) => Uint8Array,
): { kid: Uint8Array; wrapped: Uint8Array } {
  requireKek(kek)
  const kid = Uint8Array.from(randomBytes(KID_BYTES))
  return { kid, wrapped: wrap(kek, { kid, dek: randomBytes(KEY_BYTES) }, randomBytes) }
}

/** The same data key under the same key id, wrapped by another key. Throws `wrong_key` when `from` does not open it. */
export function rewrapDataKey(
  keys: { from: Uint8Array; to: Uint8Array },
  row: Pick<WrappedKey, 'kid' | 'wrapped'>,
  randomBytes: (size: number) => Uint8Array,
): Uint8Array {
  requireKek(keys.to)
  return wrap(keys.to, { kid: row.kid, dek: unwrapBytes(keys.from, row) }, randomBytes)
}

/** Wipes `dek` when it is done. */
function wrap(
  kek: Uint8Array,
  { kid, dek }: { kid: Uint8Array; dek: Uint8Array },
  randomBytes: (size: number) => Uint8Array,
): Uint8Array {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', kek, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(wrapData(kid))
  const body = Buffer.concat([cipher.update(dek), cipher.final()])
  dek.fill(0)
  return Buffer.concat([Buffer.of(FORMAT), iv, cipher.getAuthTag(), body])
}

/** Tells key files apart without giving the key away: the same text for the same key. */
export function keyCheckValue(kek: Uint8Array): string {
  requireKek(kek)
  return createHmac('sha256', kek).update('flow-connections key check v1').digest('hex')
}

/** Unwraps the data keys. Throws `wrong_key` when one of them was wrapped by another key or was altered. */
export function openKeyring(kek: Uint8Array, rows: readonly WrappedKey[]): Keyring {
  requireKek(kek)
  const keys = new Map<string, NamedKey[]>()
  const active = new Map<string, NamedKey>()
  for (const row of rows) {
    const named = { kid: Uint8Array.from(row.kid), key: unwrap(kek, row) }
    keys.set(row.workspaceId, [...(keys.get(row.workspaceId) ?? []), named])
    if (row.state === 'active') active.set(row.workspaceId, named)
  }
  return {
    active(workspace) {
      const found = active.get(workspace)
      if (found) return found
      throw new AppError('unreadable', { detail: 'This workspace has no data key, so nothing can be stored in it.' })
    },
    find: (workspace, kid) => keys.get(workspace)?.find(named => equal(named.kid, kid))?.key,
  }
}

function unwrap(kek: Uint8Array, row: WrappedKey): KeyObject {
  const dek = unwrapBytes(kek, row)
  const key = createSecretKey(dek)
  dek.fill(0)
  return key
}

function unwrapBytes(kek: Uint8Array, { kid, wrapped }: Pick<WrappedKey, 'kid' | 'wrapped'>): Uint8Array {
  requireKek(kek)
  const head = 1 + IV_BYTES + TAG_BYTES
  if (kid.length !== KID_BYTES || wrapped.length !== head + KEY_BYTES || wrapped[0] !== FORMAT) throw wrongKey()
  const decipher = createDecipheriv('aes-256-gcm', kek, wrapped.subarray(1, 1 + IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(wrapData(kid))
  decipher.setAuthTag(wrapped.subarray(1 + IV_BYTES, head))
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(head)), decipher.final()])
  } catch (cause) {
    throw wrongKey(cause)
  }
}

function wrapData(kid: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from('flow-connections data key v1 '), kid])
}

/** A key id is no secret: how long this takes tells nothing that the database does not. */
function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

function requireKek(kek: Uint8Array): void {
  if (kek.length !== KEY_BYTES) throw new TypeError(`a key has ${KEY_BYTES} bytes, not ${kek.length}`)
}

function wrongKey(cause?: unknown): AppError {
  return new AppError('wrong_key', {
    detail: 'The key file does not fit the data. Put the key file back that this data was made with.',
    cause,
  })
}
