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

/** A data key that was unwrapped. Whoever takes it wipes it. */
export type OpenKey = Omit<WrappedKey, 'wrapped'> & { dek: Uint8Array }

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

/** A keyring that learns of new keys while it is used. */
export interface LiveKeyring extends Keyring {
  /** From now on these are the keys and their states; `dek` of those it knows already may be left out. */
  take(keys: readonly (Omit<OpenKey, 'dek'> & { dek?: Uint8Array })[]): void
  knows(workspace: string, kid: Uint8Array): boolean
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
  const { kid, dek } = randomDataKey(randomBytes)
  return { kid, wrapped: wrapDataKey(kek, { kid, dek }, randomBytes) }
}

export function randomDataKey(randomBytes: (size: number) => Uint8Array): { kid: Uint8Array; dek: Uint8Array } {
  return { kid: Uint8Array.from(randomBytes(KID_BYTES)), dek: randomBytes(KEY_BYTES) }
}

/** Wraps a data key under the key of the key file, and wipes `dek`. */
export function wrapDataKey(
  kek: Uint8Array,
  { kid, dek }: { kid: Uint8Array; dek: Uint8Array },
  randomBytes: (size: number) => Uint8Array,
): Uint8Array {
  requireKek(kek)
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
export function openKeyring(kek: Uint8Array, rows: readonly WrappedKey[]): LiveKeyring {
  requireKek(kek)
  return makeKeyring(rows.map(row => ({ ...row, dek: unwrapDataKey(kek, row) })))
}

/** A keyring of data keys that were unwrapped; it wipes their bytes. */
export function makeKeyring(opened: readonly OpenKey[]): LiveKeyring {
  let keys = new Map<string, NamedKey[]>()
  let active = new Map<string, NamedKey>()
  const find = (workspace: string, kid: Uint8Array) => keys.get(workspace)?.find(named => equal(named.kid, kid))
  const keyring: LiveKeyring = {
    active(workspace) {
      const found = active.get(workspace)
      if (found) return found
      throw new AppError('unreadable', { detail: 'This workspace has no data key, so nothing can be stored in it.' })
    },
    find: (workspace, kid) => find(workspace, kid)?.key,
    knows: (workspace, kid) => find(workspace, kid) !== undefined,
    take(rows) {
      const [next, nextActive] = [new Map<string, NamedKey[]>(), new Map<string, NamedKey>()]
      for (const { workspaceId, kid, dek, state } of rows) {
        const named = dek ? nameKey(kid, dek) : find(workspaceId, kid)
        if (!named) throw new TypeError('a key that is not known comes with its bytes')
        next.set(workspaceId, [...(next.get(workspaceId) ?? []), named])
        if (state === 'active') nextActive.set(workspaceId, named)
      }
      keys = next
      active = nextActive
    },
  }
  keyring.take(opened)
  return keyring
}

function nameKey(kid: Uint8Array, dek: Uint8Array): NamedKey {
  if (dek.length !== KEY_BYTES || kid.length !== KID_BYTES) throw wrongKey()
  const named = { kid: Uint8Array.from(kid), key: createSecretKey(dek) }
  dek.fill(0)
  return named
}

/** Throws `wrong_key` when it was wrapped by another key, or under another key id, or was altered. */
export function unwrapDataKey(kek: Uint8Array, { kid, wrapped }: Pick<WrappedKey, 'kid' | 'wrapped'>): Uint8Array {
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
