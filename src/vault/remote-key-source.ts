import { AppError } from '#shared/errors/app-error.ts'
import type { KeySource } from './key-source.ts'

/** What a key service or a program does: encrypts some bytes under a key of its own, and decrypts them again. */
export interface Wrapper {
  wrap(plain: Uint8Array): Promise<Uint8Array>
  /** Throws `wrong_key` for what it did not wrap. */
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>
}

const KID_BYTES = 16
const DEK_BYTES = 32
/** Keeps its values apart from the check value of a key file, which has no colon. */
const CHECK_START = 'wrapped:'
const LABEL = Buffer.from('flow-connections key check v1')

/**
 * A key that never leaves where it is (security.md §2.1). The key id is wrapped together with its key, so that neither
 * can be exchanged; such a service knows itself again by a label that it wrapped before.
 */
export function remoteKeySource({ wrap, unwrap }: Wrapper): KeySource {
  return {
    async wrap({ kid, dek }) {
      const plain = Buffer.concat([kid, dek])
      dek.fill(0)
      try {
        return await wrap(plain)
      } finally {
        plain.fill(0)
      }
    },
    async unwrap({ kid, wrapped }) {
      const plain = Buffer.from(await unwrap(wrapped))
      const same = plain.length === KID_BYTES + DEK_BYTES && plain.subarray(0, KID_BYTES).equals(kid)
      const dek = Uint8Array.from(plain.subarray(KID_BYTES))
      plain.fill(0)
      if (same) return dek
      throw new AppError('wrong_key', { detail: 'A data key is not the one that was wrapped. Put the database back.' })
    },
    makeCheck: async () => CHECK_START + Buffer.from(await wrap(LABEL)).toString('base64'),
    async fits(check) {
      if (!check.startsWith(CHECK_START)) return false
      try {
        return LABEL.equals(await unwrap(Buffer.from(check.slice(CHECK_START.length), 'base64')))
      } catch (error) {
        if (error instanceof AppError && error.code === 'wrong_key') return false
        throw error
      }
    },
    close: () => undefined,
  }
}
