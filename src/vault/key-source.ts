import { keyCheckValue, unwrapDataKey, type WrappedKey, wrapDataKey } from './keyring.ts'

/** A data key under its id, not wrapped. */
interface PlainKey {
  kid: Uint8Array
  dek: Uint8Array
}

/** What wraps the data keys: a key file, a key service, or a program (security.md §2.1). */
export interface KeySource {
  /** Bound to the key id: what was wrapped for another one is refused. Wipes `dek`. */
  wrap(key: PlainKey): Promise<Uint8Array>
  /** Throws `wrong_key` for what this source did not wrap, and `temporarily_unavailable` when it does not answer. */
  unwrap(row: Pick<WrappedKey, 'kid' | 'wrapped'>): Promise<Uint8Array>
  /** A text by which this source knows itself again, and which gives nothing away. */
  makeCheck(): Promise<string>
  fits(check: string): Promise<boolean>
  /** Wipes what it holds. */
  close(): void
}

/** The key of a key file; wiped by `close`. */
export function fileKeySource(kek: Uint8Array, randomBytes: (size: number) => Uint8Array): KeySource {
  return {
    wrap: async key => wrapDataKey(kek, key, randomBytes),
    unwrap: async row => unwrapDataKey(kek, row),
    makeCheck: async () => keyCheckValue(kek),
    fits: async check => keyCheckValue(kek) === check,
    close: () => void kek.fill(0),
  }
}
