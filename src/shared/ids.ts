/** What an id names. */
export type IdPrefix = 'con' | 'log' | 'prv' | 'key' | 'att' | 'wsp' | 'usr' | 'grt' | 'cns' | 'upl' | 'whk' | 'evt'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

/** `con_` and 26 base32 characters: 128 random bits. `bytes` holds 16 random bytes. */
export function makeId(prefix: IdPrefix, bytes: Uint8Array): string {
  let text = ''
  let buffer = 0
  let bits = 0
  for (const byte of bytes.subarray(0, 16)) {
    buffer = (buffer << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET[(buffer >> bits) & 31]
    }
    buffer &= (1 << bits) - 1
  }
  return `${prefix}_${text}${ALPHABET[(buffer << (5 - bits)) & 31]}`
}

/** True when `text` is an id of that kind. */
export function isId(prefix: IdPrefix, text: string): boolean {
  return text.startsWith(`${prefix}_`) && /^[a-z]{3}_[a-z2-7]{26}$/.test(text)
}
